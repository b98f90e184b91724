package dev.watchkeeper.source.lines;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where an entry is: good after its file was renamed, copied or packed.
///
/// @param checksum of the first line, so that another line at the same place is not taken for it
record LineRef(String fileId, long offset, int checksum) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{12})-(\\d{1,18})-([0-9a-f]{8})");

    static LineRef of(LogFile file, Line head) {
        return new LineRef(file.id(), head.offset(), head.checksum());
    }

    String encoded() {
        return fileId + "-" + offset + "-" + HexFormat.of().toHexDigits(checksum);
    }

    static Optional<LineRef> decoded(String ref) {
        Matcher matcher = FORM.matcher(ref);
        return matcher.matches()
                ? Optional.of(
                        new LineRef(
                                matcher.group(1),
                                Long.parseLong(matcher.group(2)),
                                Integer.parseUnsignedInt(matcher.group(3), 16)))
                : Optional.empty();
    }
}
