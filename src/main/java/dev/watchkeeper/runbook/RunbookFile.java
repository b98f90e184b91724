package dev.watchkeeper.runbook;

import dev.watchkeeper.catalog.Fit;
import dev.watchkeeper.catalog.Runbook;
import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Reading;
import dev.watchkeeper.schema.RecordReader;
import dev.watchkeeper.schema.Strictness;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Types;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.schema.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Markdown file that begins with front matter: YAML between two lines of `---`. Below it stands
/// prose for people.
public final class RunbookFile {

    private static final Pattern FRONT =
            Pattern.compile(
                    "\\A\\uFEFF?---[ \\t]*\\R(.*?)^---[ \\t]*(?:\\R|\\z)",
                    Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern BEGINS = Pattern.compile("\\A\\uFEFF?---[ \\t]*(?:\\R|\\z)");

    private final KnownTools tools;
    private final Set<String> checks;

    /// @param tools which steps may name
    /// @param checks the names of the checks there are
    public RunbookFile(KnownTools tools, Set<String> checks) {
        this.tools = tools;
        this.checks = Set.copyOf(checks);
    }

    /// Whether a text begins with front matter. One that does not is prose alone.
    public static boolean hasFront(String text) {
        return BEGINS.matcher(text).find();
    }

    /// Reads a runbook, with every problem at once, each with its line in the file.
    ///
    /// @param name what it is called
    /// @param shipped whether it came with the program
    public Reading<Runbook> read(String name, String text, boolean shipped) {
        Matcher front = FRONT.matcher(text);
        if (!front.find()) {
            return hasFront(text)
                    ? failed(1, "the front matter has no end: a line of --- alone")
                    : new Reading<>(
                            new Runbook(
                                    name, Fit.of(List.of()), null, "", List.of(), text, shipped),
                            List.of());
        }
        if (front.group(1).isBlank()) {
            return failed(1, "the front matter is empty; it says at least checks");
        }
        // an empty line in the place of the first --- keeps the lines those of the file
        Reading<Tree> yaml = YamlReader.read("\n" + front.group(1));
        Tree tree = yaml.value();
        if (tree == null) {
            return new Reading<>(null, yaml.problems());
        }
        Reading<RunbookHead> head =
                new RecordReader(Types.builtIn(), Strictness.DOCUMENT)
                        .read(tree, RunbookHead.class);
        var problems = new ArrayList<>(head.problems());
        checks(tree, problems);
        problems.addAll(new StepsCheck(tools).problems(tree));
        RunbookHead read = head.value();
        return read == null || !problems.isEmpty()
                ? new Reading<>(null, problems)
                : new Reading<>(
                        runbook(name, read, text.substring(front.end()).strip(), shipped),
                        List.of());
    }

    private static Runbook runbook(String name, RunbookHead head, String prose, boolean shipped) {
        return new Runbook(
                name,
                new Fit(head.checks(), head.kinds(), head.subjects(), head.symptoms()),
                head.owner(),
                Objects.requireNonNullElse(head.summary(), ""),
                head.steps().stream().map(RunbookHead.Step::asStep).toList(),
                prose,
                shipped);
    }

    private void checks(Tree tree, List<Problem> problems) {
        for (Tree check : tree.at("checks").map(e -> e.value().items()).orElse(List.of())) {
            if (check instanceof Tree.Scalar scalar
                    && !scalar.isNull()
                    && !checks.contains(scalar.text())) {
                problems.add(
                        new Problem(
                                scalar.line(),
                                "checks",
                                "no check "
                                        + Words.quote(scalar.shown())
                                        + Words.orMeant(
                                                scalar.text(), checks.stream().sorted().toList())));
            }
        }
    }

    private static Reading<Runbook> failed(int line, String text) {
        return new Reading<>(null, List.of(new Problem(line, "", text)));
    }
}
