package dev.watchkeeper.source.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// One name in a folder of a commit.
///
/// @param mode what it is, in octal digits: `40000` a folder, `160000` another repository
record TreeEntry(String mode, String name, String id) {

    boolean folder() {
        return mode.equals("40000");
    }

    boolean text() {
        return mode.startsWith("100") || mode.equals("120000");
    }

    /// As git orders them: a folder as if its name ended with a slash.
    String key() {
        return folder() ? name + "/" : name;
    }

    /// What is in a folder, in order.
    static List<TreeEntry> parse(RawObject object, int idLength) throws BrokenRepository {
        if (object.kind() != ObjectKind.TREE) {
            throw new BrokenRepository("what should be a folder is none");
        }
        byte[] bytes = object.bytes();
        var entries = new ArrayList<TreeEntry>();
        int at = 0;
        while (at < bytes.length) {
            int space = indexOf(bytes, ' ', at);
            int zero = indexOf(bytes, '\0', space + 1);
            if (zero + 1 + idLength > bytes.length) {
                throw new BrokenRepository("a folder ends in its middle");
            }
            entries.add(
                    new TreeEntry(
                            new String(bytes, at, space - at, StandardCharsets.US_ASCII),
                            new String(bytes, space + 1, zero - space - 1, StandardCharsets.UTF_8),
                            HexFormat.of()
                                    .formatHex(
                                            Arrays.copyOfRange(
                                                    bytes, zero + 1, zero + 1 + idLength))));
            at = zero + 1 + idLength;
        }
        return entries;
    }

    private static int indexOf(byte[] bytes, int wanted, int from) throws BrokenRepository {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        throw new BrokenRepository("a folder ends in its middle");
    }
}
