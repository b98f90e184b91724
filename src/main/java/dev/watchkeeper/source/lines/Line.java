package dev.watchkeeper.source.lines;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// One line of a file, without its line break. Its bytes are kept as the characters 0 to 255 of a
/// block shared with its neighbours, because searching such a text is the fastest search the JDK
/// has.
///
/// @param block the bytes of the line and of others around it
/// @param start where in the block the line begins
/// @param end where it ends; for an oversized line the end of its sample
/// @param offset where in the file the line begins
/// @param next where in the file the following line begins
public record Line(String block, int start, int end, long offset, long next) {

    /// A longer line is passed over: nobody logs a megabyte on purpose.
    public static final int LONGEST = 1 << 20;

    /// True when only the beginning of the line was kept.
    public boolean oversized() {
        return next - offset > LONGEST + 1L;
    }

    public boolean blank() {
        for (int i = start; i < end; i++) {
            if (block.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }

    /// True when the bytes of `ascii` occur in the line.
    public boolean contains(String ascii) {
        return block.indexOf(ascii, start, end) >= 0;
    }

    /// True when the line has a byte of a character beyond ASCII.
    public boolean beyondAscii() {
        for (int i = start; i < end; i++) {
            if (block.charAt(i) > 127) {
                return true;
            }
        }
        return false;
    }

    public byte[] bytes() {
        return block.substring(start, end).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The line read as UTF-8; bytes that are none, and NUL, become the replacement character.
    public String text() {
        String text =
                beyondAscii()
                        ? new String(bytes(), StandardCharsets.UTF_8)
                        : block.substring(start, end);
        return text.replace('\0', '\uFFFD');
    }

    /// The same line without its neighbours, to be kept.
    Line alone() {
        return new Line(block.substring(start, end), 0, end - start, offset, next);
    }

    /// A checksum of the line, to tell later whether it is still there.
    int checksum() {
        var crc = new CRC32C();
        crc.update(bytes());
        return (int) crc.getValue();
    }

    /// The line from `offset` on that was found between two places of a block. A carriage return at
    /// its end belongs to the line break.
    static Line of(String block, int start, int end, long offset, long next) {
        int trimmed = end > start && block.charAt(end - 1) == '\r' ? end - 1 : end;
        return new Line(block, start, trimmed, offset, next);
    }
}
