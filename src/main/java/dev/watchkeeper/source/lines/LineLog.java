package dev.watchkeeper.source.lines;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.SourceContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/// A log kept as lines in files: reads a time range of it in either direction, goes on at a cursor,
/// finds one entry again. Thread-safe; memory stays small whatever the size of files and lines.
///
/// A file is known by its beginning, so that a cursor or a reference survives renaming, packing and
/// copying. Files are read one after the other in the order of their first times: several logs
/// written at the same time belong in several sources. The part of a plain file that is read is
/// found by bisecting, with 256 KB to spare on both sides for lines out of order; a file whose
/// times jump back by more than ten seconds in a sample is read whole. A packed file is unpacked as
/// a stream, and passed over the next time when it lies outside the range. Lines broken outside the
/// part read are not counted.
///
/// A cursor is given as long as something is left; a read of oldest first whose range reaches
/// beyond now gives one at its end too, to go on with what will be written.
public final class LineLog<E> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LineFormat<E> format;
    private final SourceContext context;
    private final LogFiles files;
    private final SideIndex index;

    /// `variant` tells apart the logs that read the same files in different ways.
    public LineLog(FileGlob glob, LineFormat<E> format, SourceContext context, String variant) {
        this.format = format;
        this.context = context;
        this.files = new LogFiles(glob, format, context.clock());
        var hash = new CRC32C();
        hash.update((glob.path() + "\n" + variant).getBytes(StandardCharsets.UTF_8));
        this.index =
                new SideIndex(
                        context.indexes()
                                .resolve(
                                        "lines-"
                                                + context.name().replaceAll("[^A-Za-z0-9_-]", "_")
                                                + String.format("-%08x.json", hash.getValue())));
    }

    /// Gives the entries asked for to `visitor` until it answers false.
    ///
    /// @throws SourceUnavailable when there is no file or none may be read
    public ReadReport read(LineQuery<E> query, Predicate<E> visitor) {
        return new LineRead<>(files, index, format, context.clock().instant(), query, visitor)
                .run();
    }

    /// The entry at a place, or empty when it is gone or another has taken the place.
    public Optional<E> entry(String ref) {
        return LineRef.decoded(ref).flatMap(this::entry);
    }

    /// The same for a reference that was understood: it chooses among the files found, and no path
    /// is made of it.
    Optional<E> entry(LineRef place) {
        for (LogFile file : files.find(new Tally())) {
            if (file.id().equals(place.fileId())) {
                Optional<E> entry = entry(file, place);
                if (entry.isPresent()) {
                    return entry;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<E> entry(LogFile file, LineRef place) {
        try (var groups = new GroupWalk(LineAt.of(file.file(), place.offset()), format, true)) {
            LineGroup group = groups.next();
            return group == null
                            || group.head().oversized()
                            || group.head().checksum() != place.checksum()
                    ? Optional.empty()
                    : format.parse(group, place.encoded());
        } catch (IOException | BrokenLine gone) {
            return Optional.empty();
        }
    }

    /// The time of the newest entry not after `now`.
    public Optional<Instant> newest(Instant now, Predicate<LineGroup> mayMatch) {
        var found = new Newest();
        read(
                new LineQuery<>(
                        new TimeRange(Instant.EPOCH, now.plusNanos(1)),
                        Order.NEWEST_FIRST,
                        null,
                        Deadline.after(PATIENCE),
                        mayMatch,
                        entry -> true),
                entry -> {
                    found.time = Optional.of(format.timeOf(entry));
                    return false;
                });
        return found.time;
    }

    private static final class Newest {
        private Optional<Instant> time = Optional.empty();
    }
}
