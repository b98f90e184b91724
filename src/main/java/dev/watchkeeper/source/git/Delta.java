package dev.watchkeeper.source.git;

/// An object told as what differs from another: gitformat-pack(5), "Deltified representation".
final class Delta {

    private final byte[] delta;
    private int at;

    private Delta(byte[] delta) {
        this.delta = delta;
    }

    /// The object.
    ///
    /// @param most how many bytes it may have
    static byte[] apply(byte[] base, byte[] delta, int most) throws BrokenRepository, TooLarge {
        return new Delta(delta).apply(base, most);
    }

    private byte[] apply(byte[] base, int most) throws BrokenRepository, TooLarge {
        if (size() != base.length) {
            throw new BrokenRepository("a difference belongs to another object");
        }
        long size = size();
        if (size > most) {
            throw new TooLarge();
        }
        byte[] result = new byte[(int) size];
        int done = 0;
        while (at < delta.length) {
            int operation = next();
            int from;
            int length;
            byte[] source;
            if ((operation & 0x80) != 0) {
                from = number(operation, 4);
                length = number(operation >> 4, 3);
                length = length == 0 ? 0x10000 : length;
                source = base;
            } else if (operation != 0) {
                from = at;
                length = operation;
                source = delta;
                at += length;
            } else {
                throw new BrokenRepository("a difference has an unknown operation");
            }
            if (from < 0 || length > source.length - from || length > result.length - done) {
                throw new BrokenRepository("a difference leads out of its object");
            }
            System.arraycopy(source, from, result, done, length);
            done += length;
        }
        if (done != result.length) {
            throw new BrokenRepository("a difference is not whole");
        }
        return result;
    }

    /// Little endian; a bit of the operation says of each byte whether it is there.
    private int number(int operation, int bytes) throws BrokenRepository {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            if ((operation & (1 << i)) != 0) {
                number |= next() << (8 * i);
            }
        }
        return number;
    }

    private long size() throws BrokenRepository {
        long size = 0;
        int shift = 0;
        int part;
        do {
            part = next();
            if (shift > 56) {
                throw new BrokenRepository("a difference has no size");
            }
            size |= (long) (part & 0x7F) << shift;
            shift += 7;
        } while ((part & 0x80) != 0);
        return size;
    }

    private int next() throws BrokenRepository {
        if (at >= delta.length) {
            throw new BrokenRepository("a difference ends in its middle");
        }
        return delta[at++] & 0xFF;
    }
}
