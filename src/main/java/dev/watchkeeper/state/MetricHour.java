package dev.watchkeeper.state;

import dev.watchkeeper.analysis.Bucket;
import dev.watchkeeper.analysis.QuantileSketch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One hour of a metric as bytes: its buckets, and the sketches of their values where those are
/// kept. Of minutes there is a sketch for every five.
public final class MetricHour {

    /// How long a stretch has one sketch.
    public static final Duration SKETCHED = Duration.ofMinutes(5);

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private MetricHour() {}

    /// An hour up to `until`, from its minutes in the order of time.
    public static RollUps.Hour of(Instant start, Instant until, List<Bucket> minutes) {
        return new RollUps.Hour(
                start,
                until,
                encode(start, Bucket.folded(minutes, HOUR), HOUR, sketches(minutes, HOUR)),
                encode(start, minutes, MINUTE, sketches(minutes, SKETCHED.toMillis())));
    }

    /// The hour as one bucket with its sketch; none where nobody looked.
    public static List<Bucket> whole(RollUps.Hour hour) {
        return decode(hour.start(), hour.whole(), HOUR, HOUR);
    }

    /// The minutes, without sketches.
    public static List<Bucket> minutes(RollUps.Hour hour) {
        return decode(hour.start(), bytes(hour.minutes()), MINUTE, MINUTE);
    }

    /// The minutes as they can be given to [#of] again: the first of each five that have a sketch
    /// has it.
    public static List<Bucket> again(RollUps.Hour hour) {
        var sketches = new TreeMap<Instant, QuantileSketch>();
        for (Bucket bucket : sketched(hour)) {
            if (bucket.sketch() != null) {
                sketches.put(bucket.start(), bucket.sketch());
            }
        }
        var minutes = new ArrayList<Bucket>();
        for (Bucket bucket : minutes(hour)) {
            long millis = bucket.start().toEpochMilli();
            var five = Instant.ofEpochMilli(millis - Math.floorMod(millis, SKETCHED.toMillis()));
            minutes.add(bucket.count() == 0 ? bucket : with(bucket, sketches.remove(five)));
        }
        return minutes;
    }

    /// Stretches of five minutes with their sketches.
    public static List<Bucket> sketched(RollUps.Hour hour) {
        return decode(hour.start(), bytes(hour.minutes()), MINUTE, SKETCHED.toMillis());
    }

    private static byte[] bytes(byte @Nullable [] minutes) {
        if (minutes == null) {
            throw new IllegalArgumentException("an hour whose minutes are not kept");
        }
        return minutes;
    }

    private static Map<Long, QuantileSketch> sketches(List<Bucket> buckets, long width) {
        var sketches = new TreeMap<Long, QuantileSketch>();
        for (Bucket bucket : buckets) {
            if (bucket.sketch() != null) {
                long start = Math.floorDiv(bucket.start().toEpochMilli(), width) * width;
                sketches.computeIfAbsent(start, _ -> new QuantileSketch()).add(bucket.sketch());
            }
        }
        return sketches;
    }

    private static byte[] encode(
            Instant start, List<Bucket> buckets, long width, Map<Long, QuantileSketch> sketches) {
        var out = new ByteArrayOutputStream();
        write(out, BucketBlock.encode(buckets, start.toEpochMilli(), width));
        sketches.forEach((at, sketch) -> {
            out.write((int) ((at - start.toEpochMilli()) / MINUTE));
            write(out, Packed.of(ByteBuffer.wrap(sketch.encode())));
        });
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, byte[] part) {
        var length = ByteBuffer.allocate(10);
        Varint.put(length, part.length);
        out.write(length.array(), 0, length.position());
        out.writeBytes(part);
    }

    /// Buckets of the length `as`, with sketches when there are some of that length.
    private static List<Bucket> decode(Instant start, byte[] encoded, long width, long as) {
        var bytes = ByteBuffer.wrap(encoded);
        List<Bucket> buckets = BucketBlock.decode(part(bytes), start.toEpochMilli(), width);
        if (as == MINUTE) {
            return buckets;
        }
        var sketches = new TreeMap<Long, QuantileSketch>();
        while (bytes.hasRemaining()) {
            long at = start.toEpochMilli() + bytes.get() * MINUTE;
            var packed = Packed.open(part(bytes));
            var sketch = new byte[packed.remaining()];
            packed.get(sketch);
            sketches.put(at, QuantileSketch.decode(sketch));
        }
        return Bucket.folded(buckets, as).stream()
                .map(bucket -> with(bucket, sketches.get(bucket.start().toEpochMilli())))
                .toList();
    }

    private static Bucket with(Bucket bucket, @Nullable QuantileSketch sketch) {
        return new Bucket(
                bucket.start(),
                bucket.count(),
                bucket.sum(),
                bucket.min(),
                bucket.max(),
                bucket.last(),
                sketch);
    }

    private static byte[] part(ByteBuffer bytes) {
        var part = new byte[(int) Varint.get(bytes)];
        bytes.get(part);
        return part;
    }
}
