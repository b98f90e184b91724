package dev.watchkeeper.cli;

import dev.watchkeeper.audit.AuditRecord;
import dev.watchkeeper.audit.Verification;
import dev.watchkeeper.cli.terminal.Amounts;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.cli.terminal.TextWidth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/// The audit for a person: a record in one line, a verification in a few sentences.
final class AuditText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int WHO = 14;
    private static final int FROM = 15;
    private static final int TOOL = 18;
    private static final int RESULT = 26;
    private static final int EVIDENCE = 12;
    private static final int ARGUMENTS = 100;

    private AuditText() {}

    /// `2026-11-22 10:02:11 phone 10.0.0.5 query_logs 12 rows, 3.4 kB, 41 ms {"stream":…}`.
    static String line(AuditRecord record, Terminal terminal) {
        String what = what(record);
        return TIME.format(record.time())
                + "  "
                + TextWidth.fit(record.text("who"), WHO)
                + "  "
                + TextWidth.fit(from(record), FROM)
                + "  "
                + (record.refused() ? terminal.yellow(what) : what);
    }

    private static String from(AuditRecord record) {
        return record.fields().get("from") instanceof List<?> several && !several.isEmpty()
                ? String.valueOf(several.getFirst())
                : record.text("from");
    }

    private static String what(AuditRecord record) {
        return record.kind().equals("call") ? call(record) : TextWidth.cut(other(record), 300);
    }

    private static String other(AuditRecord record) {
        return switch (record.kind()) {
            case "door" -> door(record);
            case "token" -> "token " + record.text("token") + " " + record.text("action");
            case "server" -> "server " + record.text("action") + ": " + record.text("where");
            case "transcript" ->
                    "kept "
                            + record.text("file")
                            + ", "
                            + Amounts.of((double) record.number("bytes"), "bytes")
                            + ", sha256 "
                            + record.text("sha256");
            case "torn" -> "the line before is half-written: its writer was stopped";
            case "lost" ->
                    String.format(
                            "%,d records before this could not be written", record.number("count"));
            case "removed" ->
                    String.format(
                            "removed %s, up to record %,d",
                            record.text("file"), record.number("last_n"));
            default -> record.kind();
        };
    }

    private static String call(AuditRecord record) {
        String outcome = record.text("outcome");
        String result =
                outcome.equals("answered")
                        ? (record.fields().get("rows") == null
                                        ? ""
                                        : String.format("%,d rows, ", record.number("rows")))
                                + Amounts.of((double) record.number("bytes"), "bytes")
                                + ", "
                                + Amounts.of((double) record.number("ms"), "ms")
                        : outcome;
        return TextWidth.fit(record.text("tool"), TOOL)
                + "  "
                + TextWidth.fit(result, RESULT)
                + "  "
                + TextWidth.fit(record.text("evidence_id"), EVIDENCE)
                + "  "
                + TextWidth.cut(
                        JSON.writeValueAsString(record.fields().get("arguments")), ARGUMENTS);
    }

    private static String door(AuditRecord record) {
        long count = record.number("count");
        String several =
                count < 2
                        ? ""
                        : String.format(
                                ": %,d times since %s, from %s",
                                count, record.text("since"), record.fields().get("from"));
        return "turned away, " + record.text("reason") + several;
    }

    /// What a verification found, and what it means.
    static List<String> lines(Verification verification, Terminal terminal) {
        var lines = new ArrayList<String>();
        String extent =
                verification.newest() == null
                        ? "No records"
                        : String.format(
                                "%,d records (%,d to %,d) in %,d files, from %s until %s",
                                verification.records(),
                                verification.first(),
                                verification.newest().number(),
                                verification.files(),
                                verification.from(),
                                verification.until());
        if (verification.broken() == null) {
            lines.add(
                    verification.newest() == null
                            ? extent + "."
                            : terminal.green("unbroken") + ": " + extent + ".");
        } else {
            Verification.Break broken = verification.broken();
            lines.add(
                    terminal.red("broken")
                            + " at "
                            + broken.file()
                            + (broken.line() == 0 ? "" : String.format(" line %,d", broken.line()))
                            + ": "
                            + broken.problem()
                            + ".");
            lines.add(extent + " hold up to there.");
        }
        verification.notes().forEach(note -> lines.add("note: " + note + "."));
        if (verification.broken() == null && verification.newest() != null) {
            lines.add("anchor: " + verification.newest());
        }
        return lines;
    }

    static Map<String, @Nullable Object> json(Verification verification) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("unbroken", verification.holds());
        json.put("records", verification.records());
        json.put("first", verification.first());
        json.put("from", verification.from() == null ? null : verification.from().toString());
        json.put("until", verification.until() == null ? null : verification.until().toString());
        json.put("files", verification.files());
        json.put("anchor", verification.newest() == null ? null : verification.newest().toString());
        Verification.Break broken = verification.broken();
        if (broken != null) {
            json.put("broken_file", broken.file());
            json.put("broken_line", broken.line());
            json.put("problem", broken.problem());
        }
        json.put("notes", verification.notes());
        return json;
    }
}
