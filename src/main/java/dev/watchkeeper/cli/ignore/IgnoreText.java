package dev.watchkeeper.cli.ignore;

import dev.watchkeeper.check.IgnorePreview;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.cli.terminal.TextWidth;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.model.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an ignore would have hidden, for a person and as JSON. Messages are written by strangers:
/// they stand in one line each, and nothing in them is live.
public final class IgnoreText {

    private static final int LONGEST = 110;

    private IgnoreText() {}

    public static void print(Terminal terminal, IgnorePreview preview) {
        long days = ChronoUnit.DAYS.between(preview.from(), preview.until());
        preview.remarks().forEach(remark -> terminal.say("note: " + remark));
        if (preview.messages() == 0 && preview.findings().isEmpty()) {
            terminal.result(
                    "In the last " + days + " days it would have hidden nothing that is known.");
            return;
        }
        terminal.result("In the last " + days + " days it would have hidden");
        preview.streams().forEach(stream -> stream(terminal, stream));
        preview.findings().forEach(finding -> finding(terminal, finding));
        List<String> incidents = preview.incidents();
        terminal.result(
                incidents.isEmpty()
                        ? terminal.green("No incident is among it.")
                        : terminal.red(
                                incidents.size() == 1
                                        ? "1 incident is among it: nobody would have been told."
                                        : incidents.size()
                                                + " incidents are among it: nobody would have been told."));
    }

    private static void stream(Terminal terminal, IgnorePreview.Stream stream) {
        terminal.result(
                String.format(
                        "  %s  %,d %s of %d %s, %s to %s, at most %,d in an hour",
                        stream.stream(),
                        stream.messages(),
                        stream.messages() == 1 ? "message" : "messages",
                        stream.kinds(),
                        stream.kinds() == 1 ? "kind" : "kinds",
                        minute(stream.first()),
                        minute(stream.last()),
                        stream.busiestHour()));
        for (String example : stream.examples()) {
            terminal.result("      " + terminal.faint(TextWidth.cut(example, LONGEST)));
        }
    }

    private static void finding(Terminal terminal, IgnorePreview.Affected affected) {
        Finding finding = affected.stored().finding();
        boolean incident = !affected.incidents().isEmpty();
        String line =
                String.format(
                        "%s %s  %s  %s",
                        incident ? "!" : " ",
                        finding.severity(),
                        finding.id(),
                        TextWidth.cut(finding.title(), LONGEST - 30));
        terminal.result(incident ? terminal.red(line) : line);
        @Nullable Instant told = affected.stored().notifiedAt();
        if (told != null) {
            terminal.result("      a person was told of it, the last time " + minute(told));
        }
        affected.incidents().forEach(id -> terminal.result("      incident " + id));
    }

    /// The minute, in UTC.
    public static String minute(@Nullable Instant time) {
        return time == null
                ? "?"
                : time.truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                        .replace('T', ' ')
                        .replace(":00Z", " UTC");
    }

    public static Map<String, @Nullable Object> json(IgnorePreview preview) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("from", preview.from().toString());
        json.put("until", preview.until().toString());
        json.put("messages", preview.messages());
        json.put(
                "streams",
                preview.streams().stream()
                        .map(stream -> {
                            var one = new LinkedHashMap<String, @Nullable Object>();
                            one.put("stream", stream.stream());
                            one.put("messages", stream.messages());
                            one.put("kinds", stream.kinds());
                            one.put("first", String.valueOf(stream.first()));
                            one.put("last", String.valueOf(stream.last()));
                            one.put("busiest_hour", stream.busiestHour());
                            one.put("from_counted_hours", stream.counted());
                            one.put(
                                    "examples",
                                    stream.examples().stream().map(Characters::line).toList());
                            return one;
                        })
                        .toList());
        json.put("findings", preview.findings().stream().map(IgnoreText::json).toList());
        json.put("incidents", preview.incidents());
        json.put("remarks", preview.remarks());
        return json;
    }

    private static Map<String, @Nullable Object> json(IgnorePreview.Affected affected) {
        Finding finding = affected.stored().finding();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", finding.id());
        json.put("severity", finding.severity().name());
        json.put("title", Characters.line(finding.title()));
        json.put("first", finding.first().toString());
        json.put("last", finding.last().toString());
        @Nullable Instant told = affected.stored().notifiedAt();
        json.put("told", told == null ? null : told.toString());
        json.put("incidents", affected.incidents());
        return json;
    }
}
