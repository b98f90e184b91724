package dev.watchkeeper.catalog;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.SqlQuery;
import dev.watchkeeper.source.SqlReport;
import dev.watchkeeper.source.SqlRow;
import dev.watchkeeper.source.SqlSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether an invariant holds.
///
/// @param period of which it was asked; null when it is about now
/// @param left the number on the left, or null
/// @param right the number on the right, or null
/// @param columns the columns of the rows
/// @param rows those that break it, the first of them, written by strangers
/// @param more true when there are more of them than rows
/// @param reason why it cannot be told, or null; holds nothing of a source
public record InvariantStatus(
        Invariant invariant,
        @Nullable TimeRange period,
        Outcome outcome,
        @Nullable Double left,
        @Nullable Double right,
        List<String> columns,
        List<SqlRow> rows,
        boolean more,
        @Nullable String reason) {

    /// Whether it holds.
    public enum Outcome {
        HOLDS,
        BROKEN,
        CANNOT_TELL
    }

    /// What was found of the rows that break it.
    private record Breaking(List<String> columns, List<SqlRow> rows, boolean more) {
        static final Breaking NONE = new Breaking(List.of(), List.of(), false);
    }

    /// Asks its statements. What goes wrong on the way is a reason, and no failure.
    ///
    /// @param most how many of the rows that break it are kept
    public static InvariantStatus of(
            Invariant invariant, Instant now, int most, Deadline deadline) {
        TimeRange period = null;
        Double left = null;
        Double right = null;
        try {
            period = invariant.period(now);
            InvariantConfig config = invariant.config();
            SqlSource source = invariant.source();
            boolean holds = true;
            if (config.left() != null) {
                SqlSource other =
                        invariant.rightSource() == null ? source : invariant.rightSource();
                left = number("left", source, config.left(), period, deadline);
                right =
                        number(
                                "right",
                                other,
                                Objects.requireNonNull(config.right()),
                                period,
                                deadline);
                holds = config.tolerance().covers(left, right);
            }
            // Without left and right only the rows tell; beside them they only show what breaks it.
            Breaking breaking =
                    config.statement() != null && (left == null || !holds)
                            ? rows(source, config.statement(), period, most, deadline)
                            : Breaking.NONE;
            holds &= left != null || breaking.rows().isEmpty();
            return new InvariantStatus(
                    invariant,
                    period,
                    holds ? Outcome.HOLDS : Outcome.BROKEN,
                    left,
                    right,
                    breaking.columns(),
                    breaking.rows(),
                    breaking.more(),
                    null);
        } catch (BadRequest | SourceUnavailable e) {
            return new InvariantStatus(
                    invariant,
                    period,
                    Outcome.CANNOT_TELL,
                    left,
                    right,
                    List.of(),
                    List.of(),
                    false,
                    e.text());
        }
    }

    private static Double number(
            String key,
            SqlSource source,
            String statement,
            @Nullable TimeRange period,
            Deadline deadline) {
        var found = new ArrayList<SqlRow>();
        SqlReport report =
                source.read(
                        new SqlQuery(
                                statement, Invariant.bound(source, statement, period), 2, deadline),
                        found::add);
        ended(key, report);
        if (found.size() != 1) {
            throw new BadRequest(
                    key
                            + " must give one row with one number, it gave "
                            + (found.isEmpty() ? "none" : "more than one"));
        }
        Double number = EventNumber.of(found.getFirst().values().getFirst());
        if (number == null) {
            throw new BadRequest(key + " must give a number, it gave none");
        }
        return number;
    }

    private static Breaking rows(
            SqlSource source,
            String statement,
            @Nullable TimeRange period,
            int most,
            Deadline deadline) {
        var rows = new ArrayList<SqlRow>();
        SqlReport report =
                source.read(
                        new SqlQuery(
                                statement,
                                Invariant.bound(source, statement, period),
                                most,
                                deadline),
                        rows::add);
        if (rows.isEmpty()) {
            ended("the statement", report);
        }
        return new Breaking(report.columns(), List.copyOf(rows), !report.complete());
    }

    private static void ended(String key, SqlReport report) {
        switch (report.end()) {
            case DEADLINE -> throw new BadRequest("time ran out before " + key + " ended");
            case CORRUPT ->
                    throw new BadRequest(
                            "the database file is damaged (corrupt page): rows are missing");
            default -> {}
        }
    }
}
