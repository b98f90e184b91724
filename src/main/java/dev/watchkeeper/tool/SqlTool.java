package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.SqlParameter;
import dev.watchkeeper.catalog.SqlQuestion;
import dev.watchkeeper.catalog.SqlToolConfig;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.schema.Fields;
import dev.watchkeeper.source.SqlQuery;
import dev.watchkeeper.source.SqlReport;
import dev.watchkeeper.source.SqlReport.End;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A question of the operator's own: the rows that one read-only statement of tools.yaml gives for
/// the values of its parameters.
final class SqlTool implements ServedTool {

    private final SqlQuestion question;
    private final Fields fields;

    SqlTool(SqlQuestion question) {
        this.question = question;
        this.fields =
                new Fields(
                        question.config().parameters().stream().map(SqlParameter::field).toList());
    }

    @Override
    public ToolDescription described() {
        String words = question.name().replace('_', ' ').replace('-', ' ');
        return new ToolDescription(
                question.name(),
                words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
                question.config().description().strip(),
                fields.schema(),
                true);
    }

    @Override
    public Answer answer(Map<String, Object> arguments, Call call) {
        SqlToolConfig config = question.config();
        Map<String, @Nullable Object> values = bound(fields.read(arguments));
        @Nullable Table[] table = {null};
        SqlReport report;
        try {
            report =
                    question.source()
                            .read(
                                    new SqlQuery(
                                            config.statement(),
                                            values,
                                            config.maxRows(),
                                            call.deadline()),
                                    row -> {
                                        Table rows = table[0];
                                        if (rows == null) {
                                            rows = table(row.columns());
                                            table[0] = rows;
                                        }
                                        return rows.add(SqlCells.of(row));
                                    });
        } catch (BadRequest e) {
            throw new SourceUnavailable(
                    config.source(),
                    e.text() + " (tools." + question.name() + ".statement has to be corrected)");
        }
        Table rows = table[0] == null ? table(report.columns()) : table[0];
        return new Answer()
                .put("searched", searched(report))
                .put(rows, null, advice(report))
                .put("untrusted", List.of("rows"));
    }

    private Table table(List<String> columns) {
        return new Table(columns, Budget.ROWS - JsonSize.of(columns), question.config().maxRows());
    }

    /// The values under the names that the statement has for them.
    private Map<String, @Nullable Object> bound(Map<String, @Nullable Object> values) {
        if (!question.source().check(question.config().statement()).positional()) {
            return values;
        }
        var byPlace = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((_, value) -> byPlace.put(String.valueOf(byPlace.size() + 1), value));
        return byPlace;
    }

    private Map<String, Object> searched(SqlReport report) {
        var searched = new LinkedHashMap<String, Object>();
        searched.put("source", question.config().source());
        boolean corrupt = report.end() == End.CORRUPT;
        searched.put("complete", report.end() != End.DEADLINE && !corrupt);
        if (corrupt) {
            searched.put("corrupt", true);
        }
        if (!report.remarks().isEmpty()) {
            searched.put("remarks", report.remarks());
        }
        return searched;
    }

    private @Nullable String advice(SqlReport report) {
        String narrower =
                question.config().parameters().isEmpty()
                        ? "the statement in tools.yaml has to ask for less"
                        : "ask with narrower arguments";
        return switch (report.end()) {
            case ALL -> null;
            case ROW_CAP ->
                    "there are more rows than the "
                            + question.config().maxRows()
                            + " of maxRows: "
                            + narrower;
            case VISITOR -> "there are more rows than fit into an answer: " + narrower;
            case CORRUPT ->
                    "the database file is damaged (corrupt page), so rows are missing: its owner has to"
                            + " restore it";
            case DEADLINE ->
                    "time ran out before the statement ended, so rows are missing: " + narrower;
        };
    }
}
