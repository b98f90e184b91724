package dev.watchkeeper.state;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LevelCount;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One hour of a log stream as bytes: how many entries of each level and logger it has, and so its
/// minutes.
public final class LogHour {

    /// Under what name loggers are counted together when an hour has more of them than are kept
    /// apart.
    public static final String OTHERS = "(others)";

    /// As they are numbered in what is kept.
    private static final List<Level> LEVELS =
            List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR, Level.FATAL);

    private static final int MOST_LOGGERS = 100;
    private static final int LONGEST_LOGGER = 200;
    private static final long MINUTE = 60_000;
    private static final int LONGEST_ROW = 1 + 1 + 5 + 10;

    private LogHour() {}

    /// An hour up to `until`, from counts by minute.
    public static RollUps.Hour of(Instant start, Instant until, List<LevelCount> minutes) {
        Map<String, Integer> loggers = loggers(minutes);
        var whole = new LinkedHashMap<Key, Long>();
        var parts = new LinkedHashMap<Key, Long>();
        for (LevelCount count : minutes) {
            int level = count.level() == null ? 0 : 1 + LEVELS.indexOf(count.level());
            int logger = loggers.getOrDefault(kept(count.logger()), 0);
            long after = count.start().toEpochMilli() - start.toEpochMilli();
            parts.merge(new Key((int) (after / MINUTE), level, logger), count.entries(), Long::sum);
            whole.merge(new Key(0, level, logger), count.entries(), Long::sum);
        }
        return new RollUps.Hour(start, until, encode(loggers, whole), encode(loggers, parts));
    }

    private record Key(int minute, int level, int logger) {}

    /// The hour's counts.
    public static List<LevelCount> whole(RollUps.Hour hour) {
        return decode(hour.start(), hour.whole());
    }

    /// Its minutes' counts.
    public static List<LevelCount> minutes(RollUps.Hour hour) {
        byte @Nullable [] minutes = hour.minutes();
        if (minutes == null) {
            throw new IllegalArgumentException("an hour whose minutes are not kept");
        }
        return decode(hour.start(), minutes);
    }

    private static String kept(String logger) {
        return logger.length() > LONGEST_LOGGER ? logger.substring(0, LONGEST_LOGGER) : logger;
    }

    /// The loggers with most entries; 0 is that of all others.
    private static Map<String, Integer> loggers(List<LevelCount> counts) {
        var entries = new LinkedHashMap<String, Long>();
        counts.forEach(count -> entries.merge(kept(count.logger()), count.entries(), Long::sum));
        var loggers = new LinkedHashMap<String, Integer>();
        loggers.put(OTHERS, 0);
        entries.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_LOGGERS)
                .forEach(logger -> loggers.putIfAbsent(logger.getKey(), loggers.size()));
        return loggers;
    }

    private static byte[] encode(Map<String, Integer> loggers, Map<Key, Long> counts) {
        List<byte[]> names =
                loggers.keySet().stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toList();
        int size = 10 + names.stream().mapToInt(name -> 10 + name.length).sum();
        var bytes = ByteBuffer.allocate(size + counts.size() * LONGEST_ROW);
        Varint.put(bytes, names.size());
        for (byte[] name : names) {
            Varint.put(bytes, name.length);
            bytes.put(name);
        }
        counts.forEach((key, entries) -> {
            bytes.put((byte) key.minute());
            bytes.put((byte) key.level());
            Varint.put(bytes, key.logger());
            Varint.put(bytes, entries);
        });
        return Packed.of(bytes.flip());
    }

    private static List<LevelCount> decode(Instant start, byte[] encoded) {
        ByteBuffer bytes = Packed.open(encoded);
        var loggers = new String[(int) Varint.get(bytes)];
        for (int i = 0; i < loggers.length; i++) {
            var name = new byte[(int) Varint.get(bytes)];
            bytes.get(name);
            loggers[i] = new String(name, StandardCharsets.UTF_8);
        }
        var counts = new ArrayList<LevelCount>();
        while (bytes.hasRemaining()) {
            Instant at = start.plusMillis(bytes.get() * MINUTE);
            int level = bytes.get();
            String logger = loggers[(int) Varint.get(bytes)];
            counts.add(
                    new LevelCount(
                            at,
                            level == 0 ? null : LEVELS.get(level - 1),
                            logger,
                            Varint.get(bytes)));
        }
        return counts;
    }
}
