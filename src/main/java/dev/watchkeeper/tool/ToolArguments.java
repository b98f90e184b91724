package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.SqlParameter;
import dev.watchkeeper.catalog.SqlToolConfig;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.runbook.KnownTools;
import dev.watchkeeper.schema.Fields;
import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.RecordReader;
import dev.watchkeeper.schema.Strictness;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Types;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What tools take, known before any of them is made: a step of a runbook is checked by the record
/// that its call will be read into. A new tool that steps may name is one line here.
public final class ToolArguments implements KnownTools {

    /// Made when the first step is looked at: most programs have no own runbooks.
    private static final class Ours {
        static final Map<String, Class<? extends Record>> BY_NAME = ours();
    }

    private static final Set<String> TIMES =
            Set.of("from", "until", "against_from", "against_until");
    private static final Set<String> LENGTHS = Set.of("baseline", "bucket", "within", "compare");
    private static final Instant SOME_TIME = Instant.parse("2026-01-02T00:00:00Z");

    private final Map<String, SqlToolConfig> questions;

    /// @param questions the operator's own tools by name
    public ToolArguments(Map<String, SqlToolConfig> questions) {
        this.questions = questions;
    }

    private static Map<String, Class<? extends Record>> ours() {
        var ours = new LinkedHashMap<String, Class<? extends Record>>();
        ours.put("get_overview", GetOverviewTool.Arguments.class);
        ours.put("find_changes", FindChangesTool.Arguments.class);
        ours.put("query_logs", QueryLogsTool.Arguments.class);
        ours.put("find_log_patterns", FindLogPatternsTool.Arguments.class);
        ours.put("get_log_context", GetLogContextTool.Arguments.class);
        ours.put("query_events", QueryEventsTool.Arguments.class);
        ours.put("get_queue_stats", GetQueueStatsTool.Arguments.class);
        ours.put("get_api_usage", GetApiUsageTool.Arguments.class);
        ours.put("get_host_metrics", GetHostMetricsTool.Arguments.class);
        ours.put("query_metric", QueryMetricTool.Arguments.class);
        ours.put("assess_metric", AssessMetricTool.Arguments.class);
        ours.put("get_runbook", GetRunbookTool.Arguments.class);
        ours.put("search_incidents", SearchIncidentsTool.Arguments.class);
        ours.put("get_slo_status", GetSloStatusTool.Arguments.class);
        return ours;
    }

    @Override
    public Set<String> names() {
        var names = new LinkedHashSet<>(Ours.BY_NAME.keySet());
        names.addAll(questions.keySet());
        return names;
    }

    @Override
    public List<Problem> problems(String tool, Tree arguments) {
        Class<? extends Record> record = Ours.BY_NAME.get(tool);
        if (record == null) {
            return own(questions.get(tool), arguments);
        }
        List<Problem> problems =
                new RecordReader(Types.builtIn(), Strictness.ARGUMENTS)
                        .read(arguments, record)
                        .problems();
        return problems.isEmpty()
                ? arguments.children().stream().flatMap(e -> time(e).stream()).toList()
                : problems;
    }

    /// Times and lengths are texts in the records, which the tools read when they are called.
    private static List<Problem> time(Tree.Entry argument) {
        if (!(argument.value() instanceof Tree.Scalar scalar) || scalar.isNull()) {
            return List.of();
        }
        try {
            if (TIMES.contains(argument.key())) {
                TimeArgument.parse(argument.key(), scalar.text(), SOME_TIME);
            } else if (LENGTHS.contains(argument.key())) {
                TimeArgument.durationOrNone(argument.key(), scalar.text());
            }
            return List.of();
        } catch (BadRequest e) {
            return List.of(new Problem(scalar.line(), "", e.text()));
        }
    }

    private static List<Problem> own(@Nullable SqlToolConfig config, Tree arguments) {
        if (config == null) {
            return List.of();
        }
        try {
            var given = new LinkedHashMap<String, Object>();
            for (Tree.Entry argument : arguments.children()) {
                given.put(argument.key(), plain(argument.value()));
            }
            new Fields(config.parameters().stream().map(SqlParameter::field).toList()).read(given);
            return List.of();
        } catch (BadRequest e) {
            return List.of(new Problem(arguments.line(), "", e.text()));
        }
    }

    private static Object plain(Tree value) {
        return value instanceof Tree.Scalar scalar
                ? scalar.text()
                : value.items().stream().map(ToolArguments::plain).toList();
    }
}
