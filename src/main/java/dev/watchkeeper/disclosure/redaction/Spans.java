package dev.watchkeeper.disclosure.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The places of secrets found in one text, in UTF-16 units.
final class Spans {

    /// A place that holds a secret.
    ///
    /// @param value what the mark is made of, where it is not what stands there
    record Place(int start, int end, String kind, @Nullable String value) {}

    private final List<Place> places = new ArrayList<>(2);
    private int covered;
    private int examined;

    /// Adds a place; an empty one is nothing.
    void add(int start, int end, String kind) {
        add(start, end, kind, null);
    }

    /// Adds a place whose mark is made of `value`.
    void add(int start, int end, String kind, @Nullable String value) {
        add(new Place(start, end, kind, value));
    }

    void add(Place place) {
        if (place.end() > place.start()) {
            places.add(place);
            covered = Math.max(covered, place.end());
        }
    }

    /// The furthest end of a place so far: a name before it is part of a secret.
    int covered() {
        return covered;
    }

    /// Up to where encoded text has been decoded, so that no part of it is a second time.
    int examined() {
        return examined;
    }

    void examine(int end) {
        examined = end;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    List<Place> all() {
        return places;
    }

    /// The places in order, those that overlap as one, of the kind that was found first: the rule
    /// for a name is asked before the rule for what the value looks like. Marks within are left
    /// out, and no surrogate pair is split.
    List<Place> merged(String text) {
        var ordered = new ArrayList<>(places);
        ordered.sort(Comparator.comparingInt(Place::start));
        var merged = new ArrayList<Place>();
        for (Place place : ordered) {
            Place whole = onBoundaries(text, place);
            Place last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || whole.start() >= last.end()) {
                merged.add(whole);
            } else if (whole.end() > last.end()) {
                merged.set(
                        merged.size() - 1, new Place(last.start(), whole.end(), last.kind(), null));
            }
        }
        return Marks.in(text) ? outsideMarks(text, merged) : merged;
    }

    private static Place onBoundaries(String text, Place place) {
        int start = inPair(text, place.start()) ? place.start() - 1 : place.start();
        int end = inPair(text, place.end()) ? place.end() + 1 : place.end();
        return new Place(start, end, place.kind(), place.value());
    }

    private static boolean inPair(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isHighSurrogate(text.charAt(index - 1))
                && Character.isLowSurrogate(text.charAt(index));
    }

    private static List<Place> outsideMarks(String text, List<Place> places) {
        var outside = new ArrayList<Place>();
        int mark = Marks.next(text, 0);
        for (Place place : places) {
            int from = place.start();
            while (mark >= 0 && mark < place.end()) {
                int end = Marks.end(text, mark);
                addPart(text, outside, place, from, mark);
                from = Math.max(from, end);
                if (end > place.end()) {
                    break;
                }
                mark = Marks.next(text, end);
            }
            addPart(text, outside, place, from, place.end());
        }
        return outside;
    }

    /// What is left of a value beside a mark, unless it is punctuation.
    private static void addPart(String text, List<Place> outside, Place place, int from, int to) {
        if (from >= to) {
            return;
        }
        boolean whole = from == place.start() && to == place.end();
        boolean says =
                whole || text.substring(from, to).codePoints().anyMatch(Character::isLetterOrDigit);
        if (says) {
            outside.add(new Place(from, to, place.kind(), whole ? place.value() : null));
        }
    }
}
