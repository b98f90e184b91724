package dev.watchkeeper.analysis.rate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// The second, minute, hour or day of the clock: counted anew when it begins.
public final class FixedWindow implements UsageWindow {

    private final Duration length;
    private final ZoneId zone;
    private long begin = Long.MIN_VALUE;
    private long end = Long.MIN_VALUE;
    private long sum;

    /// @param length of a second, a minute, an hour, or whole days
    /// @param zone in which a day or an hour begins
    public FixedWindow(Duration length, ZoneId zone) {
        this.length = length;
        this.zone = zone;
    }

    @Override
    public void add(long millis, long amount) {
        move(millis);
        sum += amount;
    }

    @Override
    public long used(long millis) {
        move(millis);
        return sum;
    }

    @Override
    public Duration resolution() {
        return Duration.ofMillis(1);
    }

    /// When the window that holds this time began.
    public Instant begin(long millis) {
        move(millis);
        return Instant.ofEpochMilli(begin);
    }

    /// When it is counted anew after this time.
    public Instant end(long millis) {
        move(millis);
        return Instant.ofEpochMilli(end);
    }

    private void move(long millis) {
        if (millis < end && millis >= begin) {
            return;
        }
        if (millis < begin) {
            throw new IllegalArgumentException("the time of a window must not go back");
        }
        ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(zone);
        if (length.toDays() >= 1) {
            long days = length.toDays();
            LocalDate day =
                    LocalDate.ofEpochDay(
                            Math.floorDiv(time.toLocalDate().toEpochDay(), days) * days);
            begin = day.atStartOfDay(zone).toInstant().toEpochMilli();
            end = day.plusDays(days).atStartOfDay(zone).toInstant().toEpochMilli();
        } else {
            long offset = time.getOffset().getTotalSeconds() * 1_000L;
            long step = Math.max(1, length.toMillis());
            begin = Math.floorDiv(millis + offset, step) * step - offset;
            end = begin + step;
        }
        sum = 0;
    }
}
