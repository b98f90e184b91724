package dev.watchkeeper.cli.pipe;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.analysis.TemplateMiner;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/// `watchkeeper patterns`: what kinds of messages a log consists of.
///
/// Streams: holds the templates and, to assign, four bytes a line; never the lines.
public final class PatternsFilter {
    /// What is asked for.
    ///
    /// @param assign one JSON object for each line of input, in its order, instead of the list of
    ///   templates
    /// @param format how lines hold their message; guessed from the first lines where absent
    /// @param known templates of earlier runs, which keep their ids
    public record Options(boolean assign, Optional<LogFormat> format, Collection<Template> known) {}

    /// So many lines decide what the format is.
    private static final int GUESSED_FROM = 20;

    private final Options options;
    private final TemplateMiner miner;
    private final List<Example> examples = new ArrayList<>();
    private int[] handles = new int[1024];
    private int lines;
    private int malformed;

    private static final class Example {
        private final int line;
        private final String message;
        private long count;

        private Example(int line, String message) {
            this.line = line;
            this.message = message;
        }
    }

    /// A filter for one run.
    public PatternsFilter(Options options) {
        this.options = options;
        this.miner = new TemplateMiner(options.known());
    }

    /// Reads the file, prints to `out`; what was wrong with the input goes to `problems`.
    public void run(Path file, PrintStream out, PrintStream problems) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            run(in, out, problems);
        }
    }

    /// Reads the stream to its end, then prints.
    public void run(InputStream in, PrintStream out, PrintStream problems) throws IOException {
        LineReader reader = new LineReader(in);
        Deque<String> ahead = new ArrayDeque<>();
        LogFormat format = options.format().orElse(null);
        if (format == null) {
            format = guess(reader, ahead);
        }
        for (String line = next(reader, ahead); line != null; line = next(reader, ahead)) {
            add(line, format);
        }
        OutputStream bytes = new BufferedOutputStream(out, 1 << 16);
        if (options.assign()) {
            assign(bytes);
        } else {
            list(bytes);
        }
        bytes.flush();
        out.flush();
        if (malformed > 0) {
            problems.printf(
                    "%,d of %,d lines are not %s and were taken as plain text%n",
                    malformed, lines, format);
        }
    }

    private static LogFormat guess(LineReader reader, Deque<String> ahead) throws IOException {
        List<String> filled = new ArrayList<>();
        while (filled.size() < GUESSED_FROM && ahead.size() < 10 * GUESSED_FROM) {
            String line = reader.next();
            if (line == null) {
                break;
            }
            ahead.add(line);
            if (!line.isBlank()) {
                filled.add(line);
            }
        }
        return LogFormat.guess(filled);
    }

    private static @Nullable String next(LineReader reader, Deque<String> ahead)
            throws IOException {
        String line = ahead.poll();
        return line == null ? reader.next() : line;
    }

    private void add(String line, LogFormat format) {
        String message = format.message(line);
        if (message == null) {
            malformed += line.isBlank() ? 0 : 1;
            message = line;
        }
        int handle = miner.add(message);
        lines++;
        if (options.assign()) {
            if (lines > handles.length) {
                handles = Arrays.copyOf(handles, 2 * handles.length);
            }
            handles[lines - 1] = handle;
            return;
        }
        while (examples.size() <= handle) {
            examples.add(new Example(lines, message.lines().findFirst().orElse("")));
        }
        examples.get(handle).count++;
    }

    private void assign(OutputStream out) throws IOException {
        Map<String, byte[]> endings = new HashMap<>();
        byte[] start = "{\"line\":".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < lines; i++) {
            Template template = miner.templateOf(handles[i]);
            out.write(start);
            out.write(Integer.toString(i + 1).getBytes(StandardCharsets.UTF_8));
            out.write(endings.computeIfAbsent(template.id(), id -> ending(template)));
        }
    }

    private static byte[] ending(Template template) {
        String text = new String(JsonStringEncoder.getInstance().quoteAsCharArray(template.text()));
        String json = ",\"pattern\":\"" + template.id() + "\",\"template\":\"" + text + "\"}\n";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private void list(OutputStream out) throws IOException {
        Map<Template, Example> totals = new HashMap<>();
        for (int handle = 0; handle < examples.size(); handle++) {
            Example example = examples.get(handle);
            Example total =
                    totals.computeIfAbsent(
                            miner.templateOf(handle),
                            t -> new Example(example.line, example.message));
            total.count += example.count;
        }
        List<Map.Entry<Template, Example>> rows = new ArrayList<>(totals.entrySet());
        rows.sort((a, b) ->
                a.getValue().count != b.getValue().count
                        ? Long.compare(b.getValue().count, a.getValue().count)
                        : Integer.compare(a.getValue().line, b.getValue().line));
        StringBuilder text = new StringBuilder();
        text.append(
                String.format("%10s %10s  %-10s  %s%n", "count", "first line", "id", "template"));
        for (Map.Entry<Template, Example> row : rows) {
            Example example = row.getValue();
            Template template = row.getKey();
            text.append(
                    String.format(
                            "%,10d %,10d  %s  %s%n",
                            example.count, example.line, template.id(), template.text()));
            if (!example.message.equals(template.text())) {
                text.append(" ".repeat(35))
                        .append(shortened(example.message))
                        .append(System.lineSeparator());
            }
        }
        text.append(String.format("%,d lines, %,d templates%n", lines, rows.size()));
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String message) {
        return message.length() <= 200 ? message : message.substring(0, 200) + "…";
    }
}
