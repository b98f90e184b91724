package dev.watchkeeper.state;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The samples of one round as bytes: for each series its number, as the distance from the one
/// before in as few bytes as it needs, and its value.
final class SampleRound {

    private static final int LONGEST_NUMBER = 5;

    private SampleRound() {}

    /// @param values by the number of the series, all finite
    static byte[] encode(Map<Integer, Double> values) {
        var bytes = ByteBuffer.allocate(values.size() * (LONGEST_NUMBER + Double.BYTES));
        int before = 0;
        for (var sample : new TreeMap<>(values).entrySet()) {
            Varint.put(bytes, sample.getKey() - before);
            bytes.putDouble(sample.getValue());
            before = sample.getKey();
        }
        var used = new byte[bytes.position()];
        bytes.flip().get(used);
        return used;
    }

    /// What the values are given to.
    interface Visitor {
        void sample(int series, double value);
    }

    static void decode(byte[] encoded, Visitor visitor) {
        var bytes = ByteBuffer.wrap(encoded);
        int series = 0;
        while (bytes.hasRemaining()) {
            series += (int) Varint.get(bytes);
            visitor.sample(series, bytes.getDouble());
        }
    }

    /// The value of one series, or null.
    static @Nullable Double value(byte[] encoded, int wanted) {
        var bytes = ByteBuffer.wrap(encoded);
        int series = 0;
        while (bytes.hasRemaining()) {
            series += (int) Varint.get(bytes);
            double value = bytes.getDouble();
            if (series >= wanted) {
                return series == wanted ? value : null;
            }
        }
        return null;
    }
}
