package dev.watchkeeper.investigate;

import static dev.watchkeeper.investigate.MethodicalModel.text;

import dev.watchkeeper.investigate.MethodicalModel.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The report that follows from the answers of an investigation, by the instructions' rules: what
/// is claimed cites the answer that shows it, and where no change and no message explains it, the
/// cause cannot be told.
final class MethodicalReport {

    private static final Duration NEAR = Duration.ofMinutes(20);
    private static final Map<String, String> FIXES =
            Map.of(
                    "not fixed", "not_fixed",
                    "deployed, and it stopped", "deployed_stopped",
                    "deployed, and it recurs", "deployed_recurs",
                    "recovered with nothing changed: not fixed", "recovered_not_fixed");

    private final List<Exchange> past;
    private final JsonNode finding;
    private final Exchange overview;
    private final Exchange changes;
    private final List<Map<String, JsonNode>> differing = new ArrayList<>();
    private final List<Map<String, JsonNode>> changed = new ArrayList<>();

    /// Those that find_changes puts before all that differs.
    private final List<Map<String, JsonNode>> likely = new ArrayList<>();

    private final Instant now;
    private final Instant onset;

    MethodicalReport(List<Exchange> past, JsonNode finding) {
        this.past = past;
        this.finding = finding;
        this.overview = MethodicalModel.required(past, "get_overview");
        this.changes = MethodicalModel.required(past, "find_changes");
        this.now = Instant.parse(overview.content().path("now").asString(""));
        for (Map<String, JsonNode> row : MethodicalModel.rows(changes.content())) {
            boolean change = text(row, "kind").equals("change");
            (change ? changed : differing).add(row);
            if (change && differing.isEmpty()) {
                likely.add(row);
            }
        }
        String at = changes.content().path("onset").path("at").asString("");
        Instant first = Instant.parse(finding.path("first").asString(""));
        this.onset = at.isEmpty() || Instant.parse(at).isAfter(first) ? first : Instant.parse(at);
    }

    Map<String, Object> report() {
        var report = new LinkedHashMap<String, Object>();
        @Nullable Map<String, JsonNode> suspect = suspect();
        @Nullable Map<String, JsonNode> message = message();
        String cause =
                suspect != null
                        ? quoted(suspect)
                                + " at "
                                + text(suspect, "since")
                                + " UTC came shortly before it and is the only change near"
                        : message != null
                                ? "what the first new message names: " + quoted(message)
                                : "cannot tell";
        boolean told = !cause.equals("cannot tell");
        report.put(
                "title",
                cut(finding.path("title").asString(""), 90)
                        + " since "
                        + onset.toString().substring(11, 16)
                        + " UTC");
        report.put("severity", finding.path("severity").asString(""));
        report.put("verdict", "issue");
        report.put(
                "summary",
                "Since "
                        + onset
                        + ": "
                        + cut(finding.path("title").asString(""), 200)
                        + (told
                                ? ". Likely because: " + cut(cause, 300)
                                : ". The cause cannot be told."));
        report.put("cause", cut(cause, 500));
        report.put(
                "confidence",
                told ? suspect != null && message != null ? "medium" : "low" : "unknown");
        report.put("onset", onset.toString());
        report.put("claims", claims());
        report.put("evidence", evidence());
        report.put("impact", impact());
        report.put("timeline", timeline());
        if (told) {
            report.put(
                    "disproved_by",
                    "the same going on 10 minutes after that is undone or repaired");
        }
        report.put("recovery", "last seen " + finding.path("last").asString(""));
        report.put("fix", fix());
        report.put("ruled_out", ruledOut());
        report.put("actions", actions(suspect, message));
        report.put("proposed_checks", checks());
        report.put("findings", List.of(finding.path("id").asString("")));
        report.put("charts", charts());
        return report;
    }

    /// The newest likely change within twenty minutes before the onset that shares a word with what
    /// the first new message says, where there is one: time alone blames nobody.
    private @Nullable Map<String, JsonNode> suspect() {
        @Nullable Map<String, JsonNode> message = message();
        Set<String> said = message == null ? Set.of() : words(text(message, "what"));
        @Nullable Map<String, JsonNode> newest = null;
        for (Map<String, JsonNode> row : likely) {
            Instant time = time(row);
            if (!time.isAfter(onset.plusSeconds(120))
                    && Duration.between(time, onset).compareTo(NEAR) <= 0
                    && (message == null
                            || words(text(row, "what")).stream().anyMatch(said::contains))
                    && (newest == null || time.isAfter(time(newest)))) {
                newest = row;
            }
        }
        return newest;
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z]+"))
                .filter(word -> word.length() > 3)
                .collect(Collectors.toSet());
    }

    /// The first kind of message that is new.
    private @Nullable Map<String, JsonNode> message() {
        for (Map<String, JsonNode> row : differing) {
            if (text(row, "kind").equals("log") && text(row, "how").startsWith("new")) {
                return row;
            }
        }
        return null;
    }

    private List<Map<String, Object>> claims() {
        var claims = new ArrayList<Map<String, Object>>();
        differing.stream()
                .limit(4)
                .forEach(row -> claims.add(claim(line(row), changes.evidence())));
        changed.stream()
                .limit(2)
                .forEach(row ->
                        claims.add(
                                claim(
                                        "At "
                                                + text(row, "since")
                                                + " UTC was changed: "
                                                + quoted(row),
                                        changes.evidence())));
        if (claims.isEmpty()) {
            claims.add(
                    claim(
                            "The check reports: " + cut(String.join("; ", facts()), 400),
                            overview.evidence()));
        }
        return claims;
    }

    private List<String> facts() {
        return finding.path("facts").valueStream().map(fact -> fact.asString("")).toList();
    }

    private static String line(Map<String, JsonNode> row) {
        return quoted(row)
                + " is "
                + text(row, "how")
                + " since "
                + text(row, "since")
                + " UTC: "
                + text(row, "now")
                + ", usually "
                + text(row, "usual");
    }

    private List<Map<String, Object>> evidence() {
        var evidence = new ArrayList<Map<String, Object>>();
        for (Map<String, JsonNode> row : differing.stream().limit(2).toList()) {
            evidence.add(
                    Map.of(
                            "evidence_id", changes.evidence(),
                            "quote", text(row, "what"),
                            "supports", "what differs"));
        }
        for (Exchange exchange : past) {
            if (exchange.tool().equals("query_logs")) {
                MethodicalModel.rows(exchange.content()).stream()
                        .map(row -> text(row, "message").lines().findFirst().orElse(""))
                        .filter(message -> message.length() >= 8 && !message.contains("…"))
                        .findFirst()
                        .ifPresent(message ->
                                evidence.add(
                                        Map.of(
                                                "evidence_id",
                                                exchange.evidence(),
                                                "quote",
                                                message,
                                                "supports",
                                                "an entry as it was logged")));
            }
        }
        return evidence;
    }

    private List<Map<String, Object>> impact() {
        var impact = new ArrayList<Map<String, Object>>();
        differing.stream()
                .filter(row -> row.containsKey("now"))
                .limit(2)
                .forEach(row ->
                        impact.add(
                                claim(
                                        text(row, "now")
                                                + " of "
                                                + quoted(row)
                                                + " in the window, usually "
                                                + text(row, "usual"),
                                        changes.evidence())));
        impact.add(
                Map.of(
                        "text",
                        "How many users that is cannot be told, because no answer counted them"));
        return impact;
    }

    private List<Map<String, Object>> timeline() {
        var timeline = new ArrayList<Map<String, Object>>();
        changed.stream().limit(2).forEach(row -> timeline.add(moment(row, quoted(row))));
        differing.stream()
                .limit(4)
                .forEach(row -> timeline.add(moment(row, text(row, "how") + ": " + quoted(row))));
        return timeline;
    }

    private Map<String, Object> moment(Map<String, JsonNode> row, String what) {
        return Map.of(
                "time", time(row).toString(),
                "what", cut(what, 250),
                "evidence", List.of(changes.evidence()));
    }

    /// What the numbers of the overview say is as ever.
    private List<Map<String, Object>> ruledOut() {
        var ruledOut = new ArrayList<Map<String, Object>>();
        for (Map<String, JsonNode> row : MethodicalModel.rows(overview.content().path("numbers"))) {
            String name = text(row, "name");
            boolean demand = name.endsWith(".enqueued") || name.endsWith(".calls");
            boolean disk = name.startsWith("host.disk_used_percent");
            if ((demand || disk) && text(row, "verdict").equals("normal") && ruledOut.size() < 3) {
                ruledOut.add(
                        Map.of(
                                "hypothesis",
                                demand ? "more demand, by " + name : "a full disk",
                                "why",
                                name
                                        + " is "
                                        + text(row, "now")
                                        + ", usually "
                                        + text(row, "usual"),
                                "evidence",
                                List.of(overview.evidence())));
            }
        }
        Exchange memory = MethodicalModel.required(past, "search_incidents");
        if (memory.content().path("found").asInt(1) == 0) {
            ruledOut.add(
                    Map.of(
                            "hypothesis", "something known that is back",
                            "why", "0 incidents of the past are like it",
                            "evidence", List.of(memory.evidence())));
        }
        return ruledOut;
    }

    private List<Map<String, Object>> actions(
            @Nullable Map<String, JsonNode> suspect, @Nullable Map<String, JsonNode> message) {
        String what =
                suspect != null
                        ? "Undo " + quoted(suspect)
                        : message != null
                                ? "Repair what " + quoted(message) + " names"
                                : "Start what "
                                        + finding.path("id").asString("")
                                        + " misses, and read its last entries";
        return List.of(Map.of("what", cut(what, 400), "kind", "mitigate", "owner", "you"));
    }

    /// A bound halfway between what was usual and what it is.
    private List<Map<String, Object>> checks() {
        for (Map<String, JsonNode> row : differing) {
            double high = number(row, "now");
            double usual = number(row, "usual");
            if (text(row, "kind").equals("metric") && high > usual) {
                String bound = String.format(Locale.ROOT, "> %.2f for 5m", (high + usual) / 2);
                return List.of(
                        Map.of(
                                "condition",
                                text(row, "what") + " " + bound,
                                "why",
                                "it would have been seen at " + text(row, "since") + " UTC",
                                "metric",
                                text(row, "what"),
                                "concerning",
                                bound));
            }
        }
        return List.of();
    }

    private List<String> charts() {
        return differing.stream()
                .filter(row -> text(row, "kind").equals("metric"))
                .map(row -> text(row, "what"))
                .limit(2)
                .toList();
    }

    private String fix() {
        String words = changes.content().path("fix_check").path("fix").asString("cannot tell");
        return FIXES.getOrDefault(words, "cannot_tell");
    }

    /// The clock of a row with the day of the window.
    private Instant time(Map<String, JsonNode> row) {
        Instant from =
                Instant.parse(
                        changes.content()
                                .path("searched")
                                .path("window")
                                .asString("")
                                .split(" ", -1)[0]);
        LocalTime clock = LocalTime.parse(text(row, "since").substring(0, 8));
        Instant time =
                LocalDate.ofInstant(from, ZoneOffset.UTC).atTime(clock).toInstant(ZoneOffset.UTC);
        Instant near =
                time.isBefore(from.minus(Duration.ofHours(12)))
                        ? time.plus(Duration.ofDays(1))
                        : time;
        return near.isAfter(now) ? now : near;
    }

    private static Map<String, Object> claim(String text, String evidence) {
        return Map.of("text", cut(text, 500), "evidence", List.of(evidence));
    }

    private static String quoted(Map<String, JsonNode> row) {
        return '"' + cut(text(row, "what").replaceFirst("^c\\d+: ", ""), 200) + '"';
    }

    private static double number(Map<String, JsonNode> row, String column) {
        JsonNode cell = row.get(column);
        return cell == null ? 0 : cell.asDouble(0);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
