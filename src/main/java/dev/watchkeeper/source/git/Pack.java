package dev.watchkeeper.source.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Many objects in one file, some told as what differs from others: gitformat-pack(5).
final class Pack implements AutoCloseable {

    /// What git itself allows is 4,095.
    private static final int LONGEST_CHAIN = 4_096;

    private static final int LONGEST_HEADER = 64;
    private static final int OFFSET_DELTA = 6;
    private static final int NAMED_DELTA = 7;

    /// What is kept of one object and those that it differs from, in bytes.
    private static final long MOST_AT_ONCE = 64L << 20;

    private final PackIndex index;
    private final FileChannel file;
    private final int idLength;

    Pack(PackIndex index, FileChannel file, int idLength) {
        this.index = index;
        this.file = file;
        this.idLength = idLength;
    }

    Optional<RawObject> read(String id, int most) throws IOException {
        long offset = index.offset(HexFormat.of().parseHex(id));
        return offset < 0 ? Optional.empty() : Optional.of(at(offset, most));
    }

    void beginning(String digits, int most, List<String> into) throws IOException {
        index.beginning(digits, most, into);
    }

    private RawObject at(long begin, int most) throws IOException {
        var deltas = new ArrayDeque<byte[]>();
        long held = 0;
        long offset = begin;
        while (deltas.size() < LONGEST_CHAIN) {
            var header = new Header(offset);
            // What something differs from may be larger than itself.
            long limit = deltas.isEmpty() && !header.delta() ? most : MOST_AT_ONCE - held;
            if (header.size > limit) {
                throw new TooLarge();
            }
            held += header.size;
            byte[] bytes;
            try (var inflation = new Inflation(file, header.data)) {
                bytes = inflation.whole((int) header.size);
            }
            if (!header.delta()) {
                return new RawObject(
                        ObjectKind.numbered(header.type), applied(bytes, deltas, most));
            }
            deltas.push(bytes);
            offset = header.base;
        }
        throw new BrokenRepository("an object differs from too many others");
    }

    private static byte[] applied(byte[] base, ArrayDeque<byte[]> deltas, int most)
            throws IOException {
        byte[] object = base;
        while (!deltas.isEmpty()) {
            byte[] delta = deltas.pop();
            object = Delta.apply(object, delta, deltas.isEmpty() ? most : (int) MOST_AT_ONCE);
        }
        return object;
    }

    /// What stands before the packed bytes of an object.
    private final class Header {

        private final int type;
        private final long size;
        private final long base;
        private final long data;

        Header(long offset) throws IOException {
            var bytes = ByteBuffer.allocate(LONGEST_HEADER);
            if (file.read(bytes, offset) <= 0) {
                throw new BrokenRepository("a pack ends before one of its objects");
            }
            bytes.flip();
            try {
                int part = bytes.get() & 0xFF;
                type = (part >> 4) & 7;
                long length = part & 0x0F;
                for (int shift = 4; (part & 0x80) != 0; shift += 7) {
                    part = bytes.get() & 0xFF;
                    if (shift > 50) {
                        throw new TooLarge();
                    }
                    length |= (long) (part & 0x7F) << shift;
                }
                size = length;
                base =
                        switch (type) {
                            case OFFSET_DELTA -> offset - distance(bytes);
                            case NAMED_DELTA -> named(bytes);
                            default -> 0;
                        };
                data = offset + bytes.position();
            } catch (java.nio.BufferUnderflowException e) {
                throw new BrokenRepository("a pack ends before one of its objects");
            }
            if (delta() && (base <= 0 || (type == OFFSET_DELTA && base >= offset))) {
                throw new BrokenRepository("an object differs from one that is not there");
            }
        }

        private boolean delta() {
            return type == OFFSET_DELTA || type == NAMED_DELTA;
        }

        private long distance(ByteBuffer bytes) {
            int part = bytes.get() & 0xFF;
            long distance = part & 0x7F;
            while ((part & 0x80) != 0) {
                part = bytes.get() & 0xFF;
                distance = ((distance + 1) << 7) | (part & 0x7F);
            }
            return distance;
        }

        private long named(ByteBuffer bytes) throws IOException {
            byte[] id = new byte[idLength];
            bytes.get(id);
            return index.offset(id);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            index.close();
        } finally {
            file.close();
        }
    }
}
