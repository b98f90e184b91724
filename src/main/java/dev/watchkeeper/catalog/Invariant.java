package dev.watchkeeper.catalog;

import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.SqlSource;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.Map;
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
        ZonedDateTime settled = now.minus(config.settle()).atZone(zone);
        ChronoUnit unit =
                config.per() == InvariantConfig.Period.HOUR ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        ZonedDateTime until = settled.truncatedTo(unit);
        return new TimeRange(until.minus(1, unit).toInstant(), until.toInstant());
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
