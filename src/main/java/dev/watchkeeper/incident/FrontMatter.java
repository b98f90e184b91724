package dev.watchkeeper.incident;

import dev.watchkeeper.disclosure.Characters;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The head of an incident file: YAML between two lines of `---`.
final class FrontMatter {

    private static final Pattern HEAD =
            Pattern.compile(
                    "\\A\\uFEFF?---[ \\t]*\\R(.*?)^---[ \\t]*$",
                    Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINE =
            Pattern.compile("^([a-z]+):[ \\t]*(.*?)[ \\t]*$", Pattern.MULTILINE);

    private final Map<?, ?> values;
    private final @Nullable String problem;

    private FrontMatter(Map<?, ?> values, @Nullable String problem) {
        this.values = values;
        this.problem = problem;
    }

    /// Written by a serializer, so no value can end the head or add a key. Texts are inert Markdown
    /// as well: a renderer that knows no front matter shows the head as a paragraph.
    static String of(
            String id,
            IncidentReport report,
            Instant detected,
            Status status,
            String investigator) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("id", id);
        head.put("verdict", report.verdict().word());
        head.put("severity", report.severity().name());
        head.put("status", status.word());
        if (report.onset() != null) {
            head.put("onset", report.onset().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        head.put("detected", detected.truncatedTo(ChronoUnit.SECONDS).toString());
        head.put("findings", report.findings());
        head.put("cause", Markdown.inline(report.cause()));
        head.put("confidence", report.confidence().word());
        head.put("fix", report.fix().word());
        head.put("investigator", Markdown.inline(Characters.cut(investigator, 200).text()));
        return of(head);
    }

    /// Keys and values, of which texts have been made inert.
    static String of(Map<String, Object> head) {
        DumpSettings settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.AUTO)
                        .setSplitLines(false)
                        .setWidth(10_000)
                        .build();
        return "---\n" + new Dump(settings).dumpToString(head) + "---\n";
    }

    /// The head of a file that people may have edited: what cannot be read is left out and named by
    /// [#problem()]; never an exception.
    static FrontMatter read(String text) {
        Matcher head = HEAD.matcher(text);
        if (!head.find()) {
            return new FrontMatter(Map.of(), "no front matter");
        }
        String yaml = head.group(1);
        try {
            LoadSettings settings =
                    LoadSettings.builder()
                            .setAllowDuplicateKeys(true)
                            .setMaxAliasesForCollections(0)
                            .setCodePointLimit(Shelf.MOST_OF_HEAD)
                            .build();
            return new Load(settings).loadFromString(yaml) instanceof Map<?, ?> map
                    ? new FrontMatter(map, null)
                    : new FrontMatter(Map.of(), "the front matter is not a list of keys");
        } catch (YamlEngineException broken) {
            Map<String, Object> lines = new LinkedHashMap<>();
            Matcher line = LINE.matcher(yaml);
            while (line.find()) {
                String value = line.group(2);
                lines.putIfAbsent(
                        line.group(1),
                        value.startsWith("[")
                                ? List.of(value.replaceAll("[\\[\\]\\s'\"]", "").split(",", -1))
                                : value);
            }
            return new FrontMatter(lines, "the front matter is not YAML");
        }
    }

    /// Where the front matter ends in the text, the line of `---` included; 0 without one.
    static int end(String text) {
        Matcher head = HEAD.matcher(text);
        return head.find() ? head.end() : 0;
    }

    @Nullable String problem() {
        return problem;
    }

    /// A value as a line of text; empty when it is not there.
    String text(String key) {
        Object value = values.get(key);
        return value == null || value instanceof Map || value instanceof List
                ? ""
                : Characters.line(Characters.cut(value.toString(), 500).text());
    }

    List<String> list(String key) {
        Object value = values.get(key);
        return switch (value) {
            case List<?> items ->
                    items.stream()
                            .map(item ->
                                    Characters.line(
                                            Characters.cut(String.valueOf(item), 100).text()))
                            .filter(item -> !item.isEmpty())
                            .limit(100)
                            .toList();
            case String one when !one.isBlank() -> List.of(Characters.line(one));
            case null, default -> List.of();
        };
    }

    Optional<Instant> instant(String key) {
        try {
            return Optional.of(Instant.parse(text(key)));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    <E extends Enum<E>> Optional<E> word(String key, Class<E> type) {
        String word = text(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
