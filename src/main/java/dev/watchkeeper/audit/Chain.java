package dev.watchkeeper.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Appends records to the chain, under the lock of all processes: finds where it ends, mends what a
/// killed writer left, begins a new file when it is time, and removes those that are too old. For
/// one thread.
final class Chain {

    private final AuditFiles files;
    private final AuditSettings settings;
    private final InstantSource clock;

    /// How many could not be written since one could.
    private long lost;

    Chain(AuditFiles files, AuditSettings settings, InstantSource clock) {
        this.files = files;
        this.settings = settings;
        this.clock = clock;
    }

    /// Appends all of them, or as many as there is room for.
    ///
    /// @param forced whether to wait until the disk has them
    void append(List<AuditEvent> events, boolean forced) throws IOException {
        try {
            appendUnderLock(events, forced);
            lost = 0;
        } catch (IOException | RuntimeException e) {
            lost += events.size();
            throw e;
        }
    }

    private void appendUnderLock(List<AuditEvent> events, boolean forced) throws IOException {
        files.makeFolder();
        try (AppendLock _ = AppendLock.take(files.make(files.lockFile()))) {
            ChainEnd end = ChainEnd.find(files);
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
            String file = fileFor(end, today);
            boolean begins = !file.equals(end.head().file());
            Batch batch = new Batch(begins ? end.head().at(file, 0) : end.head(), now);
            if (end.unended() && !begins) {
                batch.endLine();
            }
            if (end.torn() != null) {
                batch.add(end.torn());
            }
            if (lost > 0) {
                batch.add(new AuditEvent.OwnAffair("lost", Map.of("count", lost)));
            }
            events.forEach(batch::add);
            List<String> outlived = begins ? outlived(today) : List.of();
            for (String old : outlived) {
                batch.add(removal(old, end));
            }
            write(batch, forced || begins);
            if (begins) {
                files.force();
            }
            keep(batch.head());
            for (String old : outlived) {
                Files.deleteIfExists(files.file(old));
            }
        }
    }

    /// The records of one go, chained.
    private static final class Batch {

        private final Instant now;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        private final Head begin;
        private Head head;

        Batch(Head begin, Instant now) {
            this.begin = begin;
            this.head = begin;
            this.now = now;
        }

        void endLine() {
            bytes.write('\n');
            head = head.at(head.file(), head.size() + 1);
        }

        void add(AuditEvent event) {
            byte[] line = ChainLine.bytes(head.number() + 1, now, event, head.hash());
            bytes.writeBytes(line);
            bytes.write('\n');
            head =
                    new Head(
                            head.number() + 1,
                            new String(line, line.length - 66, 64, US_ASCII),
                            head.file(),
                            head.size() + line.length + 1);
        }

        Head begin() {
            return begin;
        }

        Head head() {
            return head;
        }
    }

    /// The file to append to: that of the last record, unless its day is over or it is full. Names
    /// never go back, whatever the clock does.
    private String fileFor(ChainEnd end, LocalDate today) {
        String last = end.head().file();
        if (last.isEmpty()) {
            return AuditFiles.name(today);
        }
        if (AuditFiles.day(last).isBefore(today)) {
            return AuditFiles.name(today);
        }
        return end.head().size() >= settings.fileBytes() ? AuditFiles.next(last) : last;
    }

    private void write(Batch batch, boolean forced) throws IOException {
        Path file = files.make(files.file(batch.begin().file()));
        try (FileChannel out =
                FileChannel.open(
                        file, Set.of(StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer all = ByteBuffer.wrap(batch.bytes.toByteArray());
            try {
                while (all.hasRemaining()) {
                    out.write(all);
                }
                if (forced) {
                    out.force(false);
                }
            } catch (IOException e) {
                takeBack(out, batch.begin().size());
                throw e;
            }
        }
    }

    /// Nobody is told yet what was written of these records: without them there is no torn line.
    private static void takeBack(FileChannel out, long size) {
        try {
            out.truncate(size);
        } catch (IOException e) {
            // the next writer finds what was left, and says so
            return;
        }
    }

    private void keep(Head head) {
        try (FileChannel out =
                FileChannel.open(
                        files.make(files.headFile()),
                        Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            out.write(ByteBuffer.wrap(head.text().getBytes(US_ASCII)), 0);
        } catch (IOException e) {
            // the records are written, and the next writer finds their end by reading
            return;
        }
    }

    /// The files that are no longer kept, the oldest first.
    private List<String> outlived(LocalDate today) throws IOException {
        List<String> names = files.names();
        long total = 0;
        for (String name : names) {
            total += Files.size(files.file(name));
        }
        LocalDate first = today.minusDays(settings.keep().toDays());
        var old = new ArrayList<String>();
        for (String name : names) {
            if (!AuditFiles.day(name).isBefore(first) && total <= settings.totalBytes()) {
                break;
            }
            old.add(name);
            total -= Files.size(files.file(name));
        }
        return old;
    }

    /// What stays of a file: how far the chain went in it, as the file behind it says.
    private AuditEvent removal(String name, ChainEnd end) throws IOException {
        List<String> names = files.names();
        int next = names.indexOf(name) + 1;
        long number = end.head().number();
        String hash = end.head().hash();
        if (next < names.size()) {
            try (Lines lines = Lines.of(files.file(names.get(next)), 0)) {
                Lines.Line first = lines.next();
                ChainLine record = first == null ? null : first.sound();
                if (record != null) {
                    number = record.number() - 1;
                    hash = record.previous();
                }
            }
        }
        return new AuditEvent.OwnAffair(
                "removed", Map.of("file", name, "last_n", number, "last_hash", hash));
    }
}
