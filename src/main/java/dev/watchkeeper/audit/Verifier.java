package dev.watchkeeper.audit;

import dev.watchkeeper.audit.Verification.Break;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes along the chain and stops at the first place where it is broken.
final class Verifier {

    private static final int ATTEMPTS = 3;

    private final AuditFiles files;
    private final @Nullable Anchor anchor;
    private final List<String> notes = new ArrayList<>();
    private @Nullable Head head;
    private @Nullable ChainLine first;
    private @Nullable ChainLine last;
    private long records;
    private @Nullable Place torn;

    /// Whether a later record says that what came before the first was removed.
    private boolean removalNoted;

    Verifier(AuditFiles files, @Nullable Anchor anchor) {
        this.files = files;
        this.anchor = anchor;
    }

    private record Place(String file, long number, Lines.Line line) {

        Break says(String problem) {
            return new Break(file, number, problem);
        }
    }

    Verification verify() {
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return verifyOnce();
                } catch (NoSuchFileException e) {
                    // the oldest was removed meanwhile, as the newest says now
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw AuditReader.unreadable(files.folder(), e);
        }
    }

    private Verification verifyOnce() throws IOException {
        first = null;
        last = null;
        records = 0;
        torn = null;
        removalNoted = false;
        notes.clear();
        // before the files: what is appended meanwhile only comes on top
        head = files.head().orElse(null);
        List<String> names = files.names();
        @Nullable Break broken = null;
        for (String name : names) {
            broken = file(name);
            if (broken != null) {
                break;
            }
        }
        if (broken == null) {
            broken = atTheEnd(names);
        }
        return new Verification(
                names.size(),
                records,
                first == null ? 0 : first.number(),
                first == null ? null : first.time(),
                last == null ? null : last.time(),
                last == null ? null : new Anchor(last.number(), last.hash()),
                broken,
                List.copyOf(notes));
    }

    private @Nullable Break file(String name) throws IOException {
        try (Lines lines = Lines.of(files.file(name), 0)) {
            long number = 0;
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                Break broken = line(new Place(name, ++number, line));
                if (broken != null) {
                    return broken;
                }
            }
        }
        return null;
    }

    private @Nullable Break line(Place place) {
        ChainLine record = place.line().read();
        if (torn != null && (record == null || !explains(record, torn.line()))) {
            return torn.says(noRecord(expected()));
        }
        if (record == null) {
            torn = place;
            return null;
        }
        if (place.line().sound() == null) {
            return place.says(
                    "record "
                            + count(record.number())
                            + " was changed: its content does not give the hash it bears");
        }
        Break broken = order(place, record);
        if (broken != null) {
            return broken;
        }
        if (torn != null) {
            notes.add(
                    torn.file()
                            + " line "
                            + count(torn.number())
                            + " is half-written: its writer was stopped there, and record "
                            + count(record.number())
                            + " says so");
            torn = null;
        }
        return accept(place, record);
    }

    private @Nullable Break accept(Place place, ChainLine record) {
        if (first == null) {
            first = record;
        }
        if (anchor != null && record.number() == anchor.number() && !anchor.agrees(record.hash())) {
            return place.says(
                    "record "
                            + count(record.number())
                            + " has the hash "
                            + record.hash()
                            + ", and the anchor says "
                            + anchor.hash()
                            + ": the records up to there were written anew");
        }
        if (head != null
                && record.number() == head.number()
                && !record.hash().equals(head.hash())) {
            return place.says(
                    "record "
                            + count(record.number())
                            + " is not the one that was written: the file head has another hash for it");
        }
        if ("removed".equals(record.fields().get("kind"))
                && record.fields().get("last_n") instanceof Number upTo
                && upTo.longValue() == first.number() - 1
                && first.previous().equals(record.fields().get("last_hash"))) {
            removalNoted = true;
        }
        last = record;
        records++;
        return null;
    }

    private @Nullable Break order(Place place, ChainLine record) {
        if (last == null || record.follows(last.number(), last.hash())) {
            return null;
        }
        long expected = last.number() + 1;
        String found = "expected record " + count(expected) + ", found ";
        if (record.number() > expected) {
            return place.says(
                    found
                            + count(record.number())
                            + ": "
                            + range(expected, record.number() - 1)
                            + " missing");
        }
        if (record.number() < expected) {
            return place.says(
                    found
                            + count(record.number())
                            + ": it stands a second time, or was moved or put in");
        }
        return place.says(
                "record "
                        + count(expected)
                        + " does not follow from the record before it: one of the two was replaced");
    }

    private @Nullable Break atTheEnd(List<String> names) {
        long end = last == null ? 0 : last.number();
        String newest = names.isEmpty() ? "head" : names.getLast();
        if (torn != null && (torn.line().whole() || !torn.file().equals(newest))) {
            return torn.says(noRecord(expected()));
        }
        long known = head == null ? 0 : head.number();
        if (known > end) {
            return new Break(
                    newest,
                    torn == null ? 0 : torn.number(),
                    "ends with record "
                            + count(end)
                            + ", and the file head knows of "
                            + count(known)
                            + ": "
                            + range(end + 1, known)
                            + " missing at the end");
        }
        if (anchor != null && anchor.number() > end) {
            return new Break(
                    newest,
                    0,
                    "ends with record "
                            + count(end)
                            + ", and the anchor is of "
                            + count(anchor.number())
                            + ": "
                            + range(end + 1, anchor.number())
                            + " missing at the end");
        }
        if (first == null) {
            return null;
        }
        if (first.number() > 1 && !removalNoted) {
            return new Break(
                    names.getFirst(),
                    1,
                    "begins with record "
                            + count(first.number())
                            + ", and no record says that those before it were removed: "
                            + range(1, first.number() - 1)
                            + " missing");
        }
        tell();
        return null;
    }

    private void tell() {
        if (first != null && first.number() > 1) {
            notes.add(
                    "records 1 to "
                            + count(first.number() - 1)
                            + " were removed because of their age or the size of all, as recorded");
        }
        if (torn != null) {
            notes.add(
                    "the last line of "
                            + torn.file()
                            + " is half-written: its writer was stopped there, or writes it now");
        }
        if (head == null) {
            notes.add(
                    "the file head is missing or unreadable, so nobody can tell whether records are missing at the end");
        }
        if (anchor != null && first != null && anchor.number() < first.number()) {
            notes.add(
                    "the anchor is of record "
                            + count(anchor.number())
                            + ", which was removed: it says nothing of those that are left");
        }
    }

    private static boolean explains(ChainLine record, Lines.Line line) {
        return "torn".equals(record.fields().get("kind"))
                && line.sha256().equals(record.fields().get("torn_sha256"));
    }

    private long expected() {
        return last == null ? 1 : last.number() + 1;
    }

    private static String noRecord(long expected) {
        return "expected record " + count(expected) + ", found a line that is no record";
    }

    private static String range(long from, long to) {
        return from == to
                ? "record " + count(from) + " is"
                : "records " + count(from) + " to " + count(to) + " are";
    }

    private static String count(long number) {
        return String.format("%,d", number);
    }
}
