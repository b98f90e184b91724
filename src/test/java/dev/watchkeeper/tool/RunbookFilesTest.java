package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.catalog.RunbookConfig;
import dev.watchkeeper.check.Checks;
import dev.watchkeeper.runbook.RunbookFile;
import dev.watchkeeper.runbook.Runbooks;
import dev.watchkeeper.runbook.Shipped;
import dev.watchkeeper.schema.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunbookFilesTest {

    private static final Set<String> KNOWN =
            Set.of("disk", "errors", "freshness", "heartbeat", "limits", "metrics", "workers");

    @TempDir Path folder = Path.of(".");
    private final List<String> problems = new ArrayList<>();

    private static List<String> problemsOf(String text) {
        return new RunbookFile(new ToolArguments(Map.of()), KNOWN)
                .read("mine", text, false).problems().stream().map(Problem::inFile).toList();
    }

    private Map<String, Runbook> read(Map<String, RunbookConfig> declared) {
        return Runbooks.read(
                declared,
                folder,
                new ToolArguments(Map.of()),
                Set.copyOf(Checks.names()),
                problems);
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("runbooks"));
        Files.writeString(folder.resolve("runbooks").resolve(name), text);
    }

    @Test
    void everyMistakeIsToldWithItsLineAndWhatIsAllowed() {
        assertThat(
                        problemsOf(
                                """
                                ---
                                checks: [errors, diskspace]
                                kinds: [que]
                                colour: red
                                steps:
                                  - tool: find_log_pattern
                                  - tool: query_logs
                                    arguments:
                                      stream: "{log}"
                                      limit: 900
                                      form: now-1h
                                    why: look
                                  - tool: query_logs
                                    arguments: {from: yesterday, until: "{until}"}
                                  - tool: assess_metric
                                    arguments: {metric: "{metrik}"}
                                    means:
                                      - {when: it is bad, shows: trouble}
                                      - {when: "verdict = concerning", shows: a, rules_out: b}
                                ---
                                Prose.
                                """))
                .containsExactly(
                        "line 2  checks: no check \"diskspace\" (known: disk, errors, freshness,"
                                + " heartbeat, limits, metrics, workers)",
                        "line 3  kinds[0]: expected one of log, events, queue, api, host, metric, got \"que\"",
                        "line 4  unknown key \"colour\" (known: checks, kinds, subjects, symptoms, owner,"
                                + " summary, steps)",
                        "line 6  steps[0].tool: no tool \"find_log_pattern\"; did you mean"
                                + " find_log_patterns?",
                        "line 10  steps[1].arguments.limit: must be between 1 and 200, got 900",
                        "line 11  steps[1].arguments: unknown argument \"form\"; did you mean from?",
                        "line 14  steps[2].arguments: from must be a time like 2026-11-22T01:51:00Z or"
                                + " now-2h, got \"yesterday\"",
                        "line 16  steps[3].arguments.metric: no placeholder \"{metrik}\"; did you mean"
                                + " metric?",
                        "line 18  steps[3].means[0].when: expected a condition such as \"verdict ="
                                + " concerning\", \"rows.change = new\" or \"rows > 3\", got \"it is"
                                + " bad\"",
                        "line 19  steps[3].means[1]: give either shows or rules_out, not both");
    }

    @Test
    void aFileWithoutFrontMatterIsProse() {
        Runbook runbook =
                Objects.requireNonNull(
                        new RunbookFile(new ToolArguments(Map.of()), KNOWN)
                                .read("mine", "# Look\n\n1. there\n", false)
                                .value());

        assertThat(runbook).isEqualTo(new Runbook("mine", List.of(), "# Look\n\n1. there\n"));
        assertThat(problemsOf("---\nchecks: [errors]\n"))
                .containsExactly("line 1  the front matter has no end: a line of --- alone");
        assertThat(problemsOf("---\n---\nText"))
                .containsExactly("line 1  the front matter is empty; it says at least checks");
        assertThat(problemsOf("---\nchecks: [errors\n---\nText")).hasSize(1);
    }

    @Test
    void everyCheckHasAShippedRunbookAndEveryFileIsListed() throws IOException {
        Map<String, Runbook> shipped = read(Map.of());

        assertThat(problems).isEmpty();
        assertThat(shipped.keySet()).containsExactlyElementsOf(Shipped.NAMES);
        for (String check : Checks.names()) {
            assertThat(shipped.values().stream().filter(r -> r.checks().contains(check)))
                    .as(check)
                    .isNotEmpty();
        }
        var reader = new RunbookFile(new ToolArguments(Map.of()), Set.copyOf(Checks.names()));
        assertThat(shipped.values())
                .allSatisfy(runbook -> {
                    assertThat(Shipped.read(runbook.name(), reader).fits())
                            .as(runbook.name())
                            .isEqualTo(runbook.fits());
                    assertThat(runbook.shipped()).isTrue();
                    assertThat(runbook.summary()).isNotEmpty();
                    assertThat(runbook.steps()).hasSizeBetween(3, 6);
                    assertThat(runbook.text()).contains("**What helps at once", "**Dangerous");
                });
        try (var files = Files.list(Path.of("src/main/resources/dev/watchkeeper/runbook"))) {
            assertThat(files.map(Runbooks::name))
                    .containsExactlyInAnyOrderElementsOf(Shipped.NAMES);
        }
    }

    @Test
    void filesOfTheFolderAreRunbooksAndTheOperatorsOwnTakeThePlaceOfShippedOnes()
            throws IOException {
        file("crash-loop.md", "---\nchecks: [errors]\nsummary: ours\nowner: ana\n---\nCall Ana.\n");
        file("notes.md", "Only notes.\n");
        file("Bad Name.md", "---\nchecks: [errors]\n---\n");
        file("broken.md", "---\nchecks: [errors]\nsteps:\n  - tool: no_such\n---\n");
        file("billing.md", "---\nchecks: [freshness]\nsubjects: [billing]\n---\nWait.\n");

        Map<String, Runbook> runbooks =
                read(
                        Map.of(
                                "ledger",
                                new RunbookConfig(
                                        List.of("errors"), null, Path.of("runbooks/billing.md"))));

        assertThat(problems)
                .satisfiesExactly(
                        one ->
                                assertThat(one)
                                        .isEqualTo(
                                                "runbooks/Bad Name.md: the name of a runbook must be"
                                                        + " lower-case letters, digits, - and _, beginning"
                                                        + " with a letter or digit"),
                        one ->
                                assertThat(one)
                                        .startsWith(
                                                "runbooks/broken.md line 4  steps[0].tool: no tool"
                                                        + " \"no_such\" (known: assess_metric,"));
        assertThat(runbooks.keySet()).startsWith("ledger", "crash-loop").doesNotContain("notes");
        assertThat(runbooks).doesNotContainKey("billing").doesNotContainKey("broken");
        assertThat(runbooks.get("ledger"))
                .satisfies(r -> assertThat(r.checks()).containsExactly("errors", "freshness"))
                .satisfies(r -> assertThat(r.text()).isEqualTo("Wait."));
        assertThat(runbooks.get("crash-loop"))
                .satisfies(r -> assertThat(r.shipped()).isFalse())
                .satisfies(r -> assertThat(r.owner()).isEqualTo("ana"));
    }

    @Test
    void theToolsThatStepsMayNameAreThoseThereAre() {
        var named = new ArrayList<>(Tools.NAMES);
        named.remove("write_incident");

        assertThat(new ToolArguments(Map.of()).names()).containsExactlyElementsOf(named);
    }
}
