package dev.watchkeeper.tool;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.catalog.RunbookStep;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.runbook.FilledStep;
import dev.watchkeeper.runbook.Filling;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.state.FindingStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What to do about a finding, as data: steps with their tools and arguments.
public final class GetRunbookTool implements Tool<GetRunbookTool.Arguments> {

    private static final int LONGEST_TEXT = 6_000;

    private final Catalog catalog;
    private final Supplier<List<FindingStore.Stored>> findings;

    /// @param findings the open ones
    public GetRunbookTool(Catalog catalog, Supplier<List<FindingStore.Stored>> findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    /// What may be asked.
    public record Arguments(@Nullable String name, @Nullable String finding) {}

    @Override
    public String name() {
        return "get_runbook";
    }

    @Override
    public String title() {
        return "Get a runbook";
    }

    @Override
    public String description() {
        return """
        Steps to take for an open finding (its id), as tool calls, and what answers mean. Without arguments: all.\
        """;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Answer call(Arguments arguments, Call call) {
        Finding finding = arguments.finding() == null ? null : finding(arguments.finding());
        if (arguments.name() == null && finding == null) {
            return list();
        }
        String name =
                arguments.name() != null
                        ? arguments.name()
                        : finding == null ? null : nameFor(finding);
        Runbook runbook = name == null ? null : catalog.runbooks().get(name);
        if (name == null) {
            return new Answer()
                    .put("finding", arguments.finding())
                    .put(
                            "no_runbook",
                            "none is for this finding; without arguments all are listed");
        }
        if (runbook == null) {
            throw new BadRequest(
                    "there is no runbook "
                            + Words.quote(name)
                            + Words.orMeant(name, catalog.runbooks().keySet()));
        }
        return new Answer()
                .put("runbook", runbook.name())
                .put("finding", arguments.finding())
                .put("summary", runbook.summary())
                .put("owner", runbook.owner())
                .put("checks", runbook.checks())
                .put("from", runbook.shipped() ? "shipped" : "the operator")
                .put(
                        "steps",
                        finding == null
                                ? unfilled(runbook)
                                : new Filling(finding, catalog, call.now())
                                        .of(runbook).stream().map(GetRunbookTool::step).toList())
                .put(
                        "to_fill",
                        finding == null && runbook.text().isEmpty() && !runbook.steps().isEmpty()
                                ? "give finding, and {subject} and the like are filled"
                                : null)
                .put("text", Excerpt.headAndTail(runbook.text(), LONGEST_TEXT));
    }

    private Finding finding(String id) {
        List<Finding> open = findings.get().stream().map(FindingStore.Stored::finding).toList();
        return open.stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new BadRequest(
                                "there is no open finding "
                                        + Words.quote(id)
                                        + Words.orMeant(
                                                id, open.stream().map(Finding::id).toList())));
    }

    private @Nullable String nameFor(Finding finding) {
        String named = finding.runbook();
        return named != null && catalog.runbooks().containsKey(named)
                ? named
                : catalog.runbookFor(finding.check(), finding.subject(), finding.title());
    }

    private Answer list() {
        var table =
                new Table(
                        List.of("runbook", "checks", "steps", "summary", "owner", "from"),
                        Budget.ROWS,
                        200);
        for (Runbook runbook : catalog.runbooks().values()) {
            table.add(
                    runbook.name(),
                    String.join(", ", runbook.checks()),
                    runbook.steps().size(),
                    runbook.summary().isEmpty()
                            ? Excerpt.head(runbook.text().strip(), 120)
                            : runbook.summary(),
                    runbook.owner(),
                    runbook.shipped() ? "shipped" : "the operator");
        }
        return new Answer()
                .put("no_runbooks", table.size() == 0 ? "there is none here" : null)
                .put(table, null, table.cut() ? "more than fit here; ask for one by name" : null);
    }

    private static List<Map<String, Object>> unfilled(Runbook runbook) {
        int[] number = {0};
        return runbook.steps().stream()
                .map(step -> step(new FilledStep(++number[0], step, step.arguments(), null)))
                .toList();
    }

    private static Map<String, Object> step(FilledStep filled) {
        RunbookStep step = filled.step();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("step", filled.number());
        shown.put("tool", step.tool());
        if (filled.leftOut() != null) {
            shown.put("left_out", filled.leftOut());
            return shown;
        }
        shown.put("arguments", filled.arguments());
        put(shown, "why", step.why());
        put(shown, "look_for", step.lookFor());
        if (!step.means().isEmpty()) {
            shown.put("means", step.means().stream().map(GetRunbookTool::meaning).toList());
        }
        return shown;
    }

    private static Map<String, Object> meaning(RunbookStep.Meaning meaning) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("when", meaning.when());
        put(shown, "shows", meaning.shows());
        put(shown, "rules_out", meaning.rulesOut());
        return shown;
    }

    private static void put(Map<String, Object> map, String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
