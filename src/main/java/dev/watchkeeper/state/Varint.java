package dev.watchkeeper.state;

import java.nio.ByteBuffer;

/// Numbers that are not negative in as few bytes as they need: seven bits each, the lowest first
/// (LEB128, DWARF 5 section 7.6).
final class Varint {

    private Varint() {}

    static void put(ByteBuffer bytes, long number) {
        long left = number;
        while (left > 0x7f) {
            bytes.put((byte) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        bytes.put((byte) left);
    }

    static long get(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }
}
