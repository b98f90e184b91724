package dev.watchkeeper.source.lines;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.source.Order;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a read stopped, in a way that outlives rotation: what a cursor says.
///
/// @param fileId [LogFile#id()] of the file
/// @param inode the file's name in the file system then
/// @param offset where to go on: with oldest first the beginning of the next entry, with newest
///   first that of the entry looked at last
/// @param row the beginning of the entry looked at last
/// @param checksum of its first line, to see that it is still there
/// @param last the time of the newest entry (oldest with newest first) known to be looked at
record Position(
        Order order,
        String fileId,
        long inode,
        long offset,
        long row,
        int checksum,
        @Nullable Instant last) {

    private static final Pattern FORM =
            Pattern.compile(
                    "L1([on])-([0-9a-f]{12})-([0-9a-f]{1,16})-(\\d{1,18})-(\\d{1,18})"
                            + "-([0-9a-f]{8})-(?:(\\d{1,12})\\.(\\d{1,9}))?");

    String encoded() {
        return "L1"
                + (order == Order.OLDEST_FIRST ? "o" : "n")
                + "-"
                + fileId
                + "-"
                + Long.toHexString(inode)
                + "-"
                + offset
                + "-"
                + row
                + "-"
                + HexFormat.of().toHexDigits(checksum)
                + "-"
                + (last == null || last.getEpochSecond() < 0
                        ? ""
                        : last.getEpochSecond() + "." + last.getNano());
    }

    /// The position that a cursor names.
    ///
    /// @throws BadRequest when it is none, or was made for the other order
    static Position decoded(String cursor, Order order) {
        Matcher matcher = FORM.matcher(cursor);
        if (!matcher.matches()) {
            throw new BadRequest(
                    "cursor is not one that this stream gave; use one exactly as it was given, or"
                            + " none to begin anew");
        }
        Order given = matcher.group(1).equals("o") ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
        if (given != order) {
            throw new BadRequest(
                    "cursor was given for the other order; go on in the order it was given for, or"
                            + " begin anew without one");
        }
        String seconds = matcher.group(7);
        return new Position(
                given,
                matcher.group(2),
                Long.parseUnsignedLong(matcher.group(3), 16),
                Long.parseLong(matcher.group(4)),
                Long.parseLong(matcher.group(5)),
                Integer.parseUnsignedInt(matcher.group(6), 16),
                seconds == null
                        ? null
                        : Instant.ofEpochSecond(
                                Long.parseLong(seconds), Long.parseLong(matcher.group(8))));
    }
}
