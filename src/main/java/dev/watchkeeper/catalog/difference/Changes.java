package dev.watchkeeper.catalog.difference;

import dev.watchkeeper.catalog.ChangeStream;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/// What was changed around a time: what the change streams have, and what logs tell.
final class Changes {

    /// The same change of several workers is one.
    static final Duration SAME = Duration.ofMinutes(3);

    private static final Duration SAME_MOMENT = Duration.ofSeconds(45);
    private static final int MOST = 200;
    private static final int LONGEST = 55;
    private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b");

    private Changes() {}

    /// What the change streams have of a time.
    static Compared of(Collection<ChangeStream> streams, TimeRange range, Deadline deadline) {
        var told = new ArrayList<Told>();
        var remarks = new ArrayList<String>();
        for (ChangeStream stream : streams) {
            try {
                int before = told.size();
                boolean complete =
                        stream.source()
                                .changes(
                                        range,
                                        change -> {
                                            told.add(told(change));
                                            return told.size() - before < MOST
                                                    && !deadline.passed();
                                        })
                                .complete();
                if (!complete || told.size() - before >= MOST) {
                    remarks.add(stream.name() + ": not all changes were read");
                }
            } catch (SourceUnavailable e) {
                remarks.add(stream.name() + ": " + e.text());
            }
        }
        return new Compared(0, 0, 0, List.of(), told, remarks);
    }

    private static Told told(Change change) {
        String version = change.version();
        boolean named = version == null || change.text().contains(version);
        return new Told(
                change.stream(),
                change.time(),
                change.kind().word()
                        + " "
                        + change.subject()
                        + (named ? "" : " " + version)
                        + ": "
                        + change.text(),
                change.ref(),
                1,
                false,
                true,
                null);
    }

    /// Of several lines each is told in short, so that the last is told too.
    private static String clipped(String text) {
        int begin = text.lastIndexOf("; ") + 1;
        int end =
                text.offsetByCodePoints(
                        begin, Math.min(LONGEST, text.codePointCount(begin, text.length())));
        return end == text.length() ? text : text.substring(0, end) + "…";
    }

    /// Those of one stream and one moment, as the lines of a start, as one; and those that say the
    /// same again and again, as the starts of a process that keeps ending, as one; oldest first.
    static List<Told> gathered(Collection<Told> all) {
        var gathered = new ArrayList<Told>();
        for (Told next :
                once(all).stream()
                        .sorted(Comparator.comparing(Told::stream).thenComparing(Told::time))
                        .toList()) {
            Told last = gathered.isEmpty() ? null : gathered.getLast();
            if (last != null
                    && last.stream().equals(next.stream())
                    && Duration.between(last.time(), next.time()).compareTo(SAME_MOMENT) <= 0) {
                String text = clipped(last.text()) + "; " + clipped(next.text());
                gathered.set(gathered.size() - 1, last.with(text, next));
            } else {
                gathered.add(next);
            }
        }
        var same = new LinkedHashMap<String, Told>();
        for (Told one : gathered) {
            String key = one.stream() + '\0' + NUMBER.matcher(one.text()).replaceAll("0");
            same.merge(key, one, (first, next) -> first.again(next));
        }
        return same.values().stream().sorted(Comparator.comparing(Told::time)).toList();
    }

    /// What a change stream reads from a log or from events is the entry that these have, too.
    private static Collection<Told> once(Collection<Told> all) {
        var once = new LinkedHashMap<String, Told>();
        for (Told told : all) {
            once.merge(told.time() + " " + told.ref(), told, Told::declared);
        }
        return once.values();
    }
}
