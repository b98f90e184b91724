package dev.watchkeeper.source.lines;

import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.Order;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a read goes on after an earlier one: in a file that was found again, or by time when that
/// file is gone.
///
/// @param file which of the files, in their order; -1 to read all
/// @param offset where in that file
/// @param range what is left of the time range
/// @param seen the entry that was looked at last, when it may come again
record Resume(int file, long offset, TimeRange range, @Nullable Position seen) {

    static Resume from(
            @Nullable Position position, List<LogFile> files, TimeRange range, Tally tally) {
        if (position == null) {
            return new Resume(-1, 0, range, null);
        }
        for (int i = files.size() - 1; i >= 0; i--) {
            LogFile file = files.get(i);
            if (file.id().equals(position.fileId()) && holds(file, position)) {
                if (copied(file, position, files)) {
                    tally.remark(
                            "The log was rotated by copying and truncating: lines written between"
                                    + " the two are lost, and no reader can tell whether there were"
                                    + " any.");
                }
                return new Resume(i, position.offset(), range, null);
            }
        }
        Instant last = position.last();
        tally.remark(
                "The file that the cursor points into is gone, or was truncated or written anew:"
                        + " reading went on by time"
                        + (last == null ? "" : " from " + last)
                        + ", and entries that were written to it after the cursor was given may be"
                        + " lost.");
        return new Resume(-1, 0, last == null ? range : left(range, position, last), position);
    }

    private static TimeRange left(TimeRange range, Position position, Instant last) {
        if (position.order() == Order.OLDEST_FIRST) {
            Instant from = last.isAfter(range.from()) ? last : range.from();
            return new TimeRange(from.isAfter(range.until()) ? range.until() : from, range.until());
        }
        Instant until =
                last.plusNanos(1).isBefore(range.until()) ? last.plusNanos(1) : range.until();
        return new TimeRange(range.from(), until.isBefore(range.from()) ? range.from() : until);
    }

    /// True when the entry that was looked at last is still where it was.
    private static boolean holds(LogFile file, Position position) {
        FoundFile found = file.file();
        if (found.gzip()) {
            return true;
        }
        if (found.size() < position.offset()) {
            return false;
        }
        try (var lines = LineAt.plain(found, position.row())) {
            Line line = lines.next();
            return line != null && !line.oversized() && line.checksum() == position.checksum();
        } catch (IOException e) {
            return false;
        }
    }

    /// True when the file read then goes on under its name with other content, and this one is a
    /// copy of what it held.
    private static boolean copied(LogFile file, Position position, List<LogFile> files) {
        return position.inode() != 0
                && !file.file().gzip()
                && file.file().inode() != position.inode()
                && files.stream().anyMatch(other -> other.file().inode() == position.inode());
    }
}
