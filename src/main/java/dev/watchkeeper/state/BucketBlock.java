package dev.watchkeeper.state;

import dev.watchkeeper.analysis.Bucket;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Consecutive buckets of one quantity as bytes: which are there, then their counts, sums, least,
/// greatest and last values column by column, packed. Sketches are not among them.
final class BucketBlock {

    /// How many buckets a block has room for.
    static final int MOST = 64;

    private static final List<ToDoubleFunction<Bucket>> COLUMNS =
            List.of(Bucket::sum, Bucket::min, Bucket::max, Bucket::last);
    private static final int LARGEST = 8 + MOST * (10 + COLUMNS.size() * Double.BYTES);

    private BucketBlock() {}

    /// @param buckets each beginning a multiple of `widthMillis`, less than 64, after `startMillis`
    static byte[] encode(List<Bucket> buckets, long startMillis, long widthMillis) {
        var bytes = ByteBuffer.allocate(LARGEST);
        long there = 0;
        for (Bucket bucket : buckets) {
            there |= 1L << ((bucket.start().toEpochMilli() - startMillis) / widthMillis);
        }
        bytes.putLong(there);
        buckets.forEach(bucket -> Varint.put(bytes, bucket.count()));
        for (ToDoubleFunction<Bucket> column : COLUMNS) {
            for (Bucket bucket : buckets) {
                if (bucket.count() > 0) {
                    bytes.putDouble(column.applyAsDouble(bucket));
                }
            }
        }
        return Packed.of(bytes.flip());
    }

    /// The buckets that [#encode] wrote, in the order of time.
    ///
    /// @throws IllegalArgumentException for bytes that it did not write
    static List<Bucket> decode(byte[] encoded, long startMillis, long widthMillis) {
        try {
            ByteBuffer bytes = Packed.open(encoded);
            long there = bytes.getLong();
            int size = Long.bitCount(there);
            var counts = new long[size];
            for (int i = 0; i < size; i++) {
                counts[i] = Varint.get(bytes);
            }
            var columns = new double[COLUMNS.size()][size];
            for (double[] column : columns) {
                for (int i = 0; i < size; i++) {
                    column[i] = counts[i] > 0 ? bytes.getDouble() : Double.NaN;
                }
            }
            var buckets = new ArrayList<Bucket>(size);
            for (int i = 0; i < size; i++) {
                var start =
                        Instant.ofEpochMilli(
                                startMillis + Long.numberOfTrailingZeros(there) * widthMillis);
                there &= there - 1;
                buckets.add(
                        counts[i] == 0
                                ? Bucket.empty(start)
                                : new Bucket(
                                        start,
                                        counts[i],
                                        columns[0][i],
                                        columns[1][i],
                                        columns[2][i],
                                        columns[3][i],
                                        null));
            }
            return buckets;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("not a block of buckets", e);
        }
    }
}
