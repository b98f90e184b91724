package dev.watchkeeper.catalog;

import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.SqlSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// SQL of the operator whose result must hold.
///
/// @param name its name under `invariants`
/// @param source of its statement and of what is left
/// @param rightSource of what is right
/// @param zone whose days are meant
public record Invariant(
        String name,
        InvariantConfig config,
        SqlSource source,
        @Nullable SqlSource rightSource,
        ZoneId zone) {

    /// The names of the sources that it reads.
    public List<String> sources() {
        return config.rightSource() == null
                ? List.of(config.source())
                : List.of(config.source(), config.rightSource());
    }

    /// The last completed period; null when no statement asks for one.
    @Nullable TimeRange period(Instant now) {
        if (!asksForTime(source, config.statement())
                && !asksForTime(source, config.left())
                && !asksForTime(rightSource == null ? source : rightSource, config.right())) {
            return null;
        }
        Instant settled = now.minus(config.settle());
        Duration per = config.per();
        if (!per.equals(InvariantConfig.DAY)) {
            Instant until = Instant.ofEpochMilli(Grid.start(settled, per));
            return TimeRange.before(until, per);
        }
        // a day of 23 or 25 hours is one too
        ZonedDateTime until = settled.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        return new TimeRange(until.minusDays(1).toInstant(), until.toInstant());
    }

    private static boolean asksForTime(SqlSource source, @Nullable String statement) {
        return statement != null && !source.check(statement).parameters().isEmpty();
    }

    /// The values of a statement's parameters.
    static Map<String, Object> bound(
            SqlSource source, String statement, @Nullable TimeRange period) {
        var bound = new TreeMap<String, Object>();
        if (period != null) {
            for (String name : source.check(statement).parameters()) {
                bound.put(name, TimeParameters.value(name, period));
            }
        }
        return bound;
    }
}
