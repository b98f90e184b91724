package dev.watchkeeper.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the next record goes.
///
/// @param head the last record there is, and the file to go on with as long as it is now
/// @param unended whether that file ends without a line break
/// @param torn what a writer left that was stopped in the middle of a record, or null
record ChainEnd(Head head, boolean unended, @Nullable AuditEvent torn) {

    /// Looks where the chain ends. What another process appended last is taken from its `head`;
    /// only where that does not fit the files are lines read.
    ///
    /// Records that `head` knows and the files do not were cut off. The chain goes on behind them
    /// all the same, so that their absence shows for ever.
    static ChainEnd find(AuditFiles files) throws IOException {
        Optional<Head> said = files.head();
        List<String> names = files.names();
        if (said.isEmpty()) {
            return withoutHead(files, names);
        }
        Head head = said.get();
        long size = names.contains(head.file()) ? Files.size(files.file(head.file())) : 0;
        List<String> later =
                names.stream().filter(name -> name.compareTo(head.file()) > 0).toList();
        if (size == head.size() && later.isEmpty()) {
            return new ChainEnd(head, false, null);
        }
        var end = new ChainEnd(head.at(head.file(), size), false, null);
        if (size > 0) {
            end = end.walk(files, head.file(), size >= head.size() ? head.size() : 0, false);
        }
        for (String name : later) {
            end = end.walk(files, name, 0, false);
        }
        return end;
    }

    private static ChainEnd withoutHead(AuditFiles files, List<String> names) throws IOException {
        for (String name : names.reversed()) {
            ChainEnd end = new ChainEnd(Head.NONE, false, null).walk(files, name, 0, true);
            if (end.head().number() > 0) {
                return new ChainEnd(
                        end.head().at(names.getLast(), Files.size(files.file(names.getLast()))),
                        end.unended(),
                        end.torn());
            }
        }
        return names.isEmpty()
                ? new ChainEnd(Head.NONE, false, null)
                : new ChainEnd(
                        Head.NONE.at(names.getLast(), Files.size(files.file(names.getLast()))),
                        false,
                        null);
    }

    /// Goes through the lines of a file from there on. Those that are no records are left as they
    /// are.
    ///
    /// @param any whether each sound record is taken for the last one, or only that which follows
    private ChainEnd walk(AuditFiles files, String name, long from, boolean any)
            throws IOException {
        Head last = head;
        boolean open = false;
        @Nullable AuditEvent half = null;
        try (Lines lines = Lines.of(files.file(name), from)) {
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                ChainLine record = any ? line.sound() : line.after(last.number(), last.hash());
                if (record != null) {
                    last = new Head(record.number(), record.hash(), name, line.end());
                }
                open = !line.whole();
                half = open && record == null ? torn(line) : null;
            }
        }
        return new ChainEnd(last.at(name, Files.size(files.file(name))), open, half);
    }

    private static AuditEvent torn(Lines.Line line) {
        return new AuditEvent.OwnAffair(
                "torn", Map.of("torn_bytes", line.length(), "torn_sha256", line.sha256()));
    }
}
