package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.InvariantConfig;
import dev.watchkeeper.catalog.InvariantStatus;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.SqlRow;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How an invariant stands, in answers.
final class InvariantAnswer {

    /// How many of the rows that break one are shown.
    static final int MOST_ROWS = 50;

    private static final int MOST_INVARIANTS = 40;
    private static final int CHARACTERS = 5_000;

    private InvariantAnswer() {}

    static Table table() {
        return new Table(
                List.of("name", "status", "left", "right", "from", "until", "why"),
                CHARACTERS,
                MOST_INVARIANTS);
    }

    static void row(Table table, InvariantStatus status) {
        table.add(
                status.invariant().name(),
                word(status),
                number(status.left()),
                number(status.right()),
                from(status),
                until(status),
                status.reason());
    }

    /// All of one, with the rows that break it.
    static void detail(Answer answer, InvariantStatus status) {
        InvariantConfig config = status.invariant().config();
        answer.put("invariant", status.invariant().name())
                .put("describe", config.describe())
                .put("sources", status.invariant().sources())
                .put("from", from(status))
                .put("until", until(status))
                .put("status", word(status))
                .put("left", number(status.left()))
                .put("right", number(status.right()))
                .put("tolerance", status.left() == null ? null : config.tolerance().toString())
                .put("why", status.reason());
        if (status.rows().isEmpty()) {
            return;
        }
        var table = new Table(status.columns(), Budget.ROWS, MOST_ROWS);
        boolean cut = status.more();
        for (SqlRow row : status.rows()) {
            cut |= !table.add(SqlCells.of(row));
        }
        answer.put("rows_are", "what breaks it")
                .put(
                        table,
                        null,
                        cut
                                ? "there are more rows that break it than are shown here: ask for them with a"
                                        + " tool of tools.yaml"
                                : null)
                .put("untrusted", List.of("rows"));
    }

    private static String word(InvariantStatus status) {
        return status.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static @Nullable Number number(@Nullable Double value) {
        return value == null || !Double.isFinite(value)
                ? null
                : value == Math.rint(value) && Math.abs(value) < 1e15
                        ? (Number) value.longValue()
                        : value;
    }

    private static @Nullable String from(InvariantStatus status) {
        TimeRange period = status.period();
        return period == null ? null : Figures.time(period.from());
    }

    private static @Nullable String until(InvariantStatus status) {
        TimeRange period = status.period();
        return period == null ? null : Figures.time(period.until());
    }
}
