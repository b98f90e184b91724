package dev.watchkeeper.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One text log of all processes, with ids inside the messages, and events as JSON lines: a way of
/// keeping things that nothing was tuned on.
final class TextAndLines implements Storage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    @Override
    public Words.Style style() {
        return Words.Style.UPPER;
    }

    @Override
    public void write(Path folder, List<Row> rows) throws IOException {
        var log = new StringBuilder();
        var events = new StringBuilder();
        for (Row row : rows) {
            switch (row) {
                case Row.Log one -> {
                    line(one.at(), one.level(), one.module(), one.process(), one.message(), log);
                    log.append(ids(one.extra())).append('\n');
                    if (one.trace() != null) {
                        log.append(one.trace().text()).append('\n');
                    }
                }
                case Row.Start start -> {
                    String text =
                            "release "
                                    + start.version()
                                    + " is up, was "
                                    + start.previous()
                                    + (start.remark().isEmpty() ? "" : "; " + start.remark());
                    line(start.at(), "INFO", "boot", start.process(), text, log);
                    log.append('\n');
                }
                case Row.Setting set -> {
                    line(set.at(), "INFO", "boot", set.process(), set.text(), log);
                    log.append('\n');
                }
                case Row.Event event -> {
                    var values = Plant.values("when", Instant.ofEpochMilli(event.at()).toString());
                    values.put("what", event.type());
                    values.putAll(event.values());
                    Json.object(values, events);
                    events.append('\n');
                }
            }
        }
        append(folder.resolve("service.log"), log);
        append(folder.resolve("events.ndjson"), events);
    }

    private static void append(Path file, StringBuilder text) throws IOException {
        Files.writeString(
                file,
                text,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void line(
            long at,
            String level,
            String module,
            ServiceProcess process,
            String text,
            StringBuilder to) {
        to.append(TIME.format(Instant.ofEpochMilli(at))).append(' ').append(level).append(' ');
        to.append(module).append(" [").append(process.name()).append("] ").append(text);
    }

    private static String ids(Map<String, Object> extra) {
        var text = new StringBuilder();
        extra.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }

    @Override
    public String toolsYaml(Words words, Knobs knobs, boolean careful) {
        return """
        sources:
          text:
            type: text
            path: service.log
            pattern: '^(?P<time>\\S+ \\S+) (?P<level>[A-Z]+) (?P<logger>\\S+) \\[(?P<process>[^\\]]+)\\] (?P<message>.*)'
          lines: {type: jsonl, path: events.ndjson, format: json}
        logs:
          service:
            source: text
            notes:
              - {when: quota of free plan used up, note: expected for free users}
              - {when: client went away, note: phones on trains; nothing is lost}
        events:
          business:
            source: lines
            time: when
            type: what
            ids: [ref, trace]
        """
                + Declared.sections(words, knobs)
                + (careful ? Declared.promises(words) : "")
                + Declared.ignores(words);
    }
}
