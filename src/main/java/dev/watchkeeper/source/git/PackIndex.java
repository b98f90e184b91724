package dev.watchkeeper.source.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Where in a pack each object is: gitformat-pack(5), version 2. Held open, never whole in memory.
final class PackIndex implements AutoCloseable {

    private static final int MAGIC = 0xff744f63;
    private static final int FANOUT = 8;
    private static final int IDS = FANOUT + 256 * 4;

    private final FileChannel file;
    private final int idLength;
    private final int[] fanout = new int[256];
    private final long count;

    PackIndex(FileChannel file, int idLength) throws IOException {
        this.file = file;
        this.idLength = idLength;
        ByteBuffer head = read(0, IDS);
        if (head.getInt() != MAGIC || head.getInt() != 2) {
            throw new BrokenRepository("a pack has an index of an unknown version");
        }
        long before = 0;
        for (int i = 0; i < fanout.length; i++) {
            fanout[i] = head.getInt();
            if (Integer.toUnsignedLong(fanout[i]) < before) {
                throw new BrokenRepository("the index of a pack is damaged");
            }
            before = Integer.toUnsignedLong(fanout[i]);
        }
        this.count = before;
    }

    /// Where the object is in the pack, or -1 when it is not in it.
    long offset(byte[] id) throws IOException {
        long at = firstNotBefore(id);
        return at < count && Arrays.equals(id(at), id) ? offsetOf(at) : -1;
    }

    /// Adds the ids that begin with some digits, until there are `most`.
    void beginning(String digits, int most, List<String> into) throws IOException {
        byte[] least = HexFormat.of().parseHex(digits + "0".repeat(2 * idLength - digits.length()));
        for (long at = firstNotBefore(least); at < count && into.size() < most; at++) {
            String id = HexFormat.of().formatHex(id(at));
            if (!id.startsWith(digits)) {
                return;
            }
            if (!into.contains(id)) {
                into.add(id);
            }
        }
    }

    private long firstNotBefore(byte[] id) throws IOException {
        int first = id[0] & 0xFF;
        long low = first == 0 ? 0 : Integer.toUnsignedLong(fanout[first - 1]);
        long high = Integer.toUnsignedLong(fanout[first]);
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(id(middle), id) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private byte[] id(long at) throws IOException {
        byte[] id = new byte[idLength];
        read(IDS + at * idLength, idLength).get(id);
        return id;
    }

    private long offsetOf(long at) throws IOException {
        long offsets = IDS + count * (idLength + 4);
        int offset = read(offsets + at * 4, 4).getInt();
        if (offset >= 0) {
            return offset;
        }
        long large = offset & 0x7FFFFFFFL;
        return read(offsets + count * 4 + large * 8, 8).getLong();
    }

    private ByteBuffer read(long offset, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) <= 0) {
                throw new BrokenRepository("the index of a pack ends in its middle");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
