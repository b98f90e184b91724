package dev.watchkeeper.schema;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// What a person did when a YAML parser says that it could not go on: the few slips behind nearly
/// all syntax errors, recognised from the lines at fault rather than from the parser's words.
final class YamlMistake {

    private static final Pattern TAB_INDENT = Pattern.compile(" *\t.*");
    private static final Pattern NO_SPACE = Pattern.compile("[\\s-]*[\\w-]+:[^\\s/:].*");
    private static final Pattern TWO_COLONS = Pattern.compile("[\\s-]*[\\w-]+: +[^\"'\\[{#].*: .*");
    private static final Pattern BAD_START = Pattern.compile("[\\s-]*[\\w-]+: +([@`%&*!|>]).*");

    private YamlMistake() {}

    static Problem explain(YamlEngineException failure, String text) {
        return new Problem(
                0, "", "this is no valid YAML: " + oneLine(String.valueOf(failure.getMessage())));
    }

    static Problem explain(MarkedYamlEngineException failure, String text) {
        int line = failure.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
        List<String> lines = text.lines().toList();
        return slip(line, lines)
                .or(() -> notClosed(failure, line))
                .or(() -> misplaced(failure, line, lines))
                .orElseGet(() ->
                        new Problem(
                                line,
                                "",
                                "this is no valid YAML: " + oneLine(failure.getProblem())));
    }

    /// A slip that shows in the line at fault or in the one before it.
    private static Optional<Problem> slip(int line, List<String> lines) {
        for (int at : new int[] {line, line - 1}) {
            if (at < 1 || at > lines.size()) {
                continue;
            }
            String content = lines.get(at - 1);
            if (TAB_INDENT.matcher(content).matches()) {
                return Optional.of(
                        new Problem(at, "", "indented with a tab; YAML allows only spaces there"));
            }
            if (NO_SPACE.matcher(content).matches()) {
                return Optional.of(new Problem(at, "", "a space is missing after the colon"));
            }
        }
        if (line < 1 || line > lines.size()) {
            return Optional.empty();
        }
        String content = lines.get(line - 1);
        var start = BAD_START.matcher(content);
        if (start.matches()) {
            return Optional.of(
                    new Problem(
                            line,
                            "",
                            "a value cannot begin with "
                                    + start.group(1)
                                    + " unless it is in quotes"));
        }
        if (TWO_COLONS.matcher(content).matches()) {
            return Optional.of(
                    new Problem(
                            line, "", "a value that holds a colon and a space must be in quotes"));
        }
        return Optional.empty();
    }

    private static Optional<Problem> notClosed(MarkedYamlEngineException failure, int line) {
        String context = String.valueOf(failure.getContext());
        String what =
                context.contains("quoted scalar")
                        ? "a quote"
                        : context.contains("flow sequence")
                                ? "a bracket ["
                                : context.contains("flow mapping") ? "a brace {" : "";
        if (what.isEmpty()) {
            return Optional.empty();
        }
        int opened = failure.getContextMark().map(Mark::getLine).orElse(line - 1) + 1;
        return Optional.of(
                new Problem(
                        opened,
                        "",
                        what + " that opens here is not closed, or a comma is missing inside it"));
    }

    private static Optional<Problem> misplaced(
            MarkedYamlEngineException failure, int line, List<String> lines) {
        String problem = String.valueOf(failure.getProblem());
        if (problem.contains("mapping values are not allowed")
                || problem.contains("expected <block end>")
                || problem.contains("sequence entries are not allowed")) {
            return Optional.of(
                    new Problem(
                            line,
                            "",
                            "the indentation does not fit the lines above: keys of one map must"
                                    + " start in the same column"));
        }
        if (problem.contains("could not find expected ':'")) {
            int from = failure.getContextMark().map(Mark::getLine).orElse(line - 1) + 1;
            String content = from <= lines.size() ? lines.get(from - 1).strip() : "";
            return Optional.of(
                    new Problem(
                            from, "", "expected a key with a colon, got " + Words.quote(content)));
        }
        return Optional.empty();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
