package dev.watchkeeper.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.audit.AuditedToolbox.WithoutRecord;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.tool.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is recorded of a call, and what becomes of one that cannot be.
final class AuditedToolboxTest {

    private static final Session PHONE = new Session("http-1", "phone", "10.0.0.5");
    private static final String SOURCE_TEXT = "source app: /srv/app.db says: token=hunter2";

    @TempDir private Path folder;
    private final List<String> told = new ArrayList<>();

    /// Replies as its name says.
    private record Replies() implements Toolbox {

        @Override
        public List<ToolDescription> list() {
            return List.of();
        }

        @Override
        public ToolReply call(
                String tool, Map<String, Object> arguments, Session session, Deadline deadline) {
            return switch (tool) {
                case "query_logs" -> {
                    var content = new LinkedHashMap<String, Object>();
                    content.put("evidence_id", "E6-yt90c6kq");
                    content.put("rows", List.of(List.of("ü"), List.of("b")));
                    content.put("returned", 2);
                    yield new ToolReply.Answer(content);
                }
                case "broken" ->
                        new ToolReply.Failure(SOURCE_TEXT, ToolReply.Failure.Kind.UNAVAILABLE);
                default -> new ToolReply.Failure("there is no tool " + tool);
            };
        }

        @Override
        public String instructions() {
            return "";
        }
    }

    private ToolReply call(
            AuditLog log, WithoutRecord mode, String tool, Map<String, Object> arguments) {
        return new AuditedToolbox(new Replies(), log, AuditedToolboxTest::redact, mode, told::add)
                .call(tool, arguments, PHONE, Deadline.after(Duration.ofSeconds(5)));
    }

    private static Map<String, Object> redact(Map<String, Object> arguments) {
        var redacted = new LinkedHashMap<>(arguments);
        redacted.replaceAll(
                (key, value) -> "hunter2".equals(value) ? "[redacted:password:3f9a]" : value);
        return redacted;
    }

    private AuditRecord only(Written audit) {
        assertThat(audit.records()).hasSize(1);
        return audit.records().getFirst();
    }

    @Test
    void anAnsweredCallIsRecordedWithWhatItShowed() {
        var audit = new Written(folder);
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("stream", "gateway");
        arguments.put("contains", "hunter2");
        try (AuditLog log = audit.open()) {
            assertThat(call(log, WithoutRecord.REFUSE, "query_logs", arguments))
                    .isInstanceOf(ToolReply.Answer.class);
        }

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("n", 1);
        expected.put("time", "2026-03-11T12:00:00Z");
        expected.put("kind", "call");
        expected.put("who", "phone");
        expected.put("from", "10.0.0.5");
        expected.put("session", "http-1");
        expected.put("tool", "query_logs");
        expected.put(
                "arguments", Map.of("stream", "gateway", "contains", "[redacted:password:3f9a]"));
        expected.put("outcome", "answered");
        expected.put("rows", 2);
        expected.put(
                "bytes",
                "{\"evidence_id\":\"E6-yt90c6kq\",\"rows\":[[\"ü\"],[\"b\"]],\"returned\":2}"
                                .length()
                        + 1);
        expected.put("evidence_id", "E6-yt90c6kq");
        expected.put("previous", "0".repeat(64));
        assertThat(only(audit).fields()).containsAllEntriesOf(expected);
        assertThat(only(audit).fields().keySet())
                .containsExactly(
                        "n",
                        "time",
                        "kind",
                        "who",
                        "from",
                        "session",
                        "tool",
                        "arguments",
                        "outcome",
                        "rows",
                        "bytes",
                        "ms",
                        "evidence_id",
                        "previous",
                        "hash");
    }

    @Test
    void whatASourceSaidIsNotKept() throws IOException {
        var audit = new Written(folder);
        try (AuditLog log = audit.open()) {
            call(log, WithoutRecord.REFUSE, "broken", Map.of());
        }

        assertThat(only(audit).text("outcome")).isEqualTo("unavailable");
        assertThat(Files.readString(audit.onlyFile())).doesNotContain("hunter2", "/srv");
    }

    @Test
    void aRefusedCallIsRecordedToo() {
        var audit = new Written(folder);
        try (AuditLog log = audit.open()) {
            call(log, WithoutRecord.REFUSE, "no\u001b[31m\nsuch\u202e", Map.of());
        }

        assertThat(only(audit).refused()).isTrue();
        assertThat(only(audit).text("tool")).isEqualTo("no\\u{1B}[31m such\\u{202E}");
    }

    @Test
    void aHugeArgumentDoesNotBecomeAHugeRecord() throws IOException {
        var audit = new Written(folder);
        var many = new LinkedHashMap<String, Object>();
        for (int i = 0; i < 1_000; i++) {
            many.put("key" + i, "y".repeat(1_000));
        }
        try (AuditLog log = audit.open()) {
            call(log, WithoutRecord.REFUSE, "query_logs", Map.of("contains", "x".repeat(1 << 20)));
            call(log, WithoutRecord.REFUSE, "query_logs", many);
            call(log, WithoutRecord.REFUSE, "query_logs", Map.of("lines", "\n\u2028\u0000\ud800"));
        }

        List<String> lines = audit.lines(audit.onlyFile());
        assertThat(lines).hasSize(3).allMatch(line -> line.length() < 3_000);
        assertThat(lines.get(0)).contains("more]… xxx");
        assertThat(lines.get(1)).contains("\"left_out_bytes\":", "\"sha256\":");
        assertThat(lines.get(2)).contains("\\\\u{2028}\\\\u{0}\\\\u{D800}");
        assertThat(audit.verify().holds()).isTrue();
    }

    @Test
    void whatCannotBeRecordedIsNotAnsweredOverTheNetwork() throws IOException {
        var audit = new Written(folder);
        Files.writeString(audit.folder, "in the way");
        try (AuditLog log = audit.open()) {
            assertThat(call(log, WithoutRecord.REFUSE, "query_logs", Map.of()))
                    .isEqualTo(
                            new ToolReply.Failure(
                                    "not answered, because the call cannot be recorded:"
                                            + " the audit cannot be written now, and the server's log says why",
                                    ToolReply.Failure.Kind.INTERNAL));
        }

        assertThat(told).hasSize(1);
        assertThat(told.getFirst())
                .startsWith("source audit: nothing can be recorded in " + audit.folder)
                .endsWith("; until it can be written, no call over the network is answered");
    }

    @Test
    void theShellAndTheWatchGoOnWithoutARecordAndSaySoOnce() throws IOException {
        var audit = new Written(folder);
        Files.writeString(audit.folder, "in the way");
        try (AuditLog log = audit.open()) {
            var toolbox =
                    new AuditedToolbox(
                            new Replies(),
                            log,
                            arguments -> arguments,
                            WithoutRecord.ANSWER,
                            told::add);
            for (int i = 0; i < 3; i++) {
                assertThat(
                                toolbox.call(
                                        "query_logs",
                                        Map.of(),
                                        PHONE,
                                        Deadline.after(Duration.ofSeconds(5))))
                        .isInstanceOf(ToolReply.Answer.class);
            }
        }

        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).endsWith("; calls go on without a record");
    }

    @Test
    void theTranscriptJoinsByItsHash() throws IOException {
        var audit = new Written(folder);
        Path run = Files.createDirectories(folder.resolve("runs").resolve("I7"));
        Path transcript = Files.writeString(run.resolve("transcript.jsonl"), "abc");
        try (AuditLog log = audit.open()) {
            log.appendForced(KeptFile.of("claude sonnet", "I7", folder, transcript));
        }

        assertThat(only(audit).kind()).isEqualTo("transcript");
        assertThat(only(audit).text("file")).isEqualTo("runs/I7/transcript.jsonl");
        assertThat(only(audit).text("session")).isEqualTo("I7");
        assertThat(only(audit).text("sha256"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
