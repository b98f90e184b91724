package dev.watchkeeper.tool;

import static dev.watchkeeper.tool.SmallHost.column;
import static dev.watchkeeper.tool.SmallHost.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteIncidentTest {

    private static final String TRACEBACK =
            "Traceback (most recent call last):\n  File \"/srv/app/pay.py\", line 7, in charge";

    private SmallHost host;

    @BeforeEach
    void open(@TempDir Path folder) {
        host = new SmallHost(folder);
        Hosts.busy(host);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private String evidence() {
        return id(host.answer("query_logs", Map.of("stream", "app")));
    }

    private static String id(Map<String, Object> answer) {
        return String.valueOf(answer.get("evidence_id"));
    }

    private static Map<String, Object> citation(String id, String quote) {
        return Map.of("evidence_id", id, "quote", quote);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the citations are only read
    private static Map<String, Object> report(String claimed, Map<String, Object>... evidence) {
        return new HashMap<>(
                Map.of(
                        "title", "Charges fail for want of a user",
                        "severity", "SEV2",
                        "verdict", "issue",
                        "summary", "Charging j2 failed once with a KeyError; the job is lost.",
                        "cause", "pay.py raises KeyError when the user is missing",
                        "confidence", "medium",
                        "claims",
                                List.of(
                                        Map.of(
                                                "text",
                                                "j2 failed with a KeyError in charge",
                                                "evidence",
                                                List.of(claimed))),
                        "impact",
                                List.of(
                                        Map.of(
                                                "text",
                                                "1 of 2 jobs is lost",
                                                "evidence",
                                                List.of(claimed))),
                        "actions",
                                List.of(
                                        Map.of(
                                                "what",
                                                "Let charge() in pay.py refuse a job without a user",
                                                "kind",
                                                "fix")),
                        "evidence", List.of(evidence)));
    }

    private Map<String, String> files() throws IOException {
        var files = new HashMap<String, String>();
        Path folder = host.folder.resolve("incidents");
        if (Files.isDirectory(folder)) {
            try (var list = Files.list(folder)) {
                for (Path file : list.toList()) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return files;
    }

    private String incident() throws IOException {
        return files().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".md"))
                .map(Map.Entry::getValue)
                .reduce((one, two) -> {
                    throw new AssertionError("more than one incident");
                })
                .orElseThrow();
    }

    @Test
    void aReportWhoseEvidenceHoldsIsWritten() throws IOException {
        String id = evidence();

        String shown =
                host.shown(
                        "write_incident",
                        report(
                                id,
                                citation(id, "boom: no charge for j2"),
                                citation(id, TRACEBACK),
                                citation(id, "ERROR boom: no charge")));

        assertThat(shown)
                .isEqualTo(
                        """
                        evidence_id: E
                        incident: "2026-11-22-incident-charges-fail-for-want-of-a-user"
                        outcome: "created"
                        evidence_verified: 1
                        next: "the investigation is finished: say in one sentence what was found, and stop"
                        """);
        assertThat(incident())
                .contains("boom: no charge for j2")
                .contains("raise KeyError(user)")
                .contains("j2 failed with a KeyError in charge");
        assertThat(host.receipts.wroteIncident(SmallHost.SESSION.id())).isTrue();
    }

    @Test
    void anInventedReceiptIsRefusedAndNothingIsWritten() throws IOException {
        evidence();
        var before = files();

        assertThat(host.failure("write_incident", report("E7-00000000")))
                .isEqualTo(
                        "the incident was not written; 1 problem: evidence E7-00000000 was not shown to this session;"
                                + " cite the evidence_id of an answer you were given");
        assertThat(files()).isEqualTo(before).isEmpty();
        assertThat(host.receipts.wroteIncident(SmallHost.SESSION.id())).isFalse();
    }

    @Test
    void aReceiptOfAnotherSessionIsRefusedAndNothingIsWritten() throws IOException {
        String id = evidence();
        var other = new Session("session-2", "somebody else");

        assertThat(failure(SmallHost.call(host.toolbox, other, "write_incident", report(id))))
                .isEqualTo(
                        "the incident was not written; 1 problem: evidence "
                                + id
                                + " was not shown to this session; cite the evidence_id of an answer"
                                + " you were given");
        assertThat(files()).isEmpty();
    }

    @Test
    void aQuoteWithOneCharacterChangedIsRefusedAndNothingIsWritten() throws IOException {
        String id = evidence();

        assertThat(
                        host.failure(
                                "write_incident",
                                report(id, citation(id, "boom: no charge for j3"))))
                .isEqualTo(
                        "the incident was not written; 1 problem: the quote for "
                                + id
                                + " is not in what it showed; copy it to the letter from one value of"
                                + " that answer");
        assertThat(files()).isEmpty();
    }

    @Test
    void noAlteredQuoteOfManyIsAccepted() throws IOException {
        String id = evidence();
        var random = new Random(4);
        var quotes = List.of("boom: no charge for j2", TRACEBACK, "client disconnected");

        for (int i = 0; i < 300; i++) {
            var altered = new StringBuilder(quotes.get(i % 3));
            int at = random.nextInt(altered.length());
            char other = (char) (altered.charAt(at) ^ (1 << random.nextInt(5)));
            switch (random.nextInt(3)) {
                case 0 -> altered.setCharAt(at, other);
                // a doubled or missing letter can only be one that changes the text
                case 1 -> altered.insert(at, '\u0416');
                default -> altered.replace(at, at + 1, "\u200b");
            }
            assertThat(host.failure("write_incident", report(id, citation(id, altered.toString()))))
                    .as("altered quote %s", altered)
                    .endsWith("copy it to the letter from one value of that answer");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aQuoteAcrossTwoRowsIsNoQuote() {
        String id = evidence();

        assertThat(
                        host.failure(
                                "write_incident",
                                report(id, citation(id, "client disconnected boom"))))
                .contains("is not in what it showed");
    }

    @Test
    void aQuoteOfThreeLettersProvesNothing() {
        String id = evidence();

        assertThat(host.failure("write_incident", report(id, citation(id, "j2 "))))
                .isEqualTo(
                        "the incident was not written; 1 problem: the quote for "
                                + id
                                + " is too short to prove anything; quote at least 4 characters of what"
                                + " it showed, or leave quote out");
    }

    @Test
    void allProblemsAreToldAtOnce() throws IOException {
        String id = evidence();
        var report = report("E1-nothing", citation(id, "never shown"), citation(id, "nor this"));
        report.put("confidence", "unknown");
        report.put(
                "actions",
                List.of(Map.of("what", "monitor the situation", "kind", "detect", "owner", "you")));

        assertThat(host.failure("write_incident", report))
                .isEqualTo(
                        "the incident was not written; 5 problems:"
                                + " actions[0].what says nothing that a person could start: name the"
                                + " deploy, setting, file, command or threshold, or leave the action out;"
                                + " confidence must be high, medium or low when a cause is given;"
                                + " without one give the cause as \"cannot tell\";"
                                + " evidence E1-nothing was not shown to this session; cite the evidence_id of an answer"
                                + " you were given;"
                                + (" the quote number 1 for " + id)
                                + " is not in what it showed; copy it to the letter from one value of"
                                + " that answer;"
                                + (" the quote number 2 for " + id)
                                + " is not in what it showed; copy it to the letter from one value of"
                                + " that answer");
        assertThat(files()).isEmpty();
    }

    @Test
    void rowsThatAreGoneSinceAreSaid() throws IOException {
        String id = evidence();
        Files.delete(host.folder.resolve("app.jsonl"));
        host.log("app", "09:59:00", "INFO", "a new file");

        host.answer("write_incident", report(id, citation(id, "boom: no charge for j2")));

        assertThat(incident())
                .contains("7 of 7 rows are gone from the source since")
                .contains("boom: no charge for j2");
    }

    @Test
    void rowsThatHaveChangedSinceAreSaid() throws IOException {
        String id = id(host.answer("get_log_context", Map.of("id", "j2")));
        host.sql(connection -> {
            try (var update = connection.createStatement()) {
                return update.executeUpdate("UPDATE event SET type='done' WHERE type='failed'");
            }
        });

        host.answer("write_incident", report(id, citation(id, "failed data.job_id=j2")));

        assertThat(incident()).contains("1 of 5 rows are changed in the source since");
    }

    @Test
    void aSourceThatDoesNotAnswerNowDoesNotKeepTheIncidentFromBeingWritten() throws IOException {
        String id = evidence();
        Files.delete(host.folder.resolve("app.jsonl"));

        host.answer("write_incident", report(id, citation(id, "boom: no charge for j2")));

        assertThat(incident()).contains("7 of 7 rows are of a source that does not answer now");
    }

    @Test
    void rowsThatAreStillThereAreSilentlySo() throws IOException {
        String logs = evidence();
        String context =
                id(
                        host.answer(
                                "get_log_context",
                                Map.of(
                                        "stream",
                                        "app",
                                        "ref",
                                        column(
                                                        host.answer(
                                                                "query_logs",
                                                                Map.of("stream", "app")),
                                                        "ref")
                                                .get(1))));
        String patterns = id(host.answer("find_log_patterns", Map.of("stream", "app")));
        var report = report(logs, citation(context, "where=runpod"));
        report.put(
                "impact",
                List.of(Map.of("text", "one job of two is lost", "evidence", List.of(patterns))));

        assertThat(host.answer("write_incident", report)).containsEntry("evidence_verified", 3);
        assertThat(incident()).doesNotContain(" since)").doesNotContain("does not answer");
    }

    @Test
    void theSameReportASecondTimeChangesNothing() throws IOException {
        String id = evidence();
        var report = report(id, citation(id, "boom: no charge for j2"));
        report.put("findings", List.of("errors-app-874e4ad6dd"));
        host.answer("write_incident", report);
        var before = files();

        assertThat(host.answer("write_incident", report))
                .containsEntry("outcome", "already_there")
                .containsEntry("next", "this report was there already: nothing more to do");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anotherReportOfTheSameFindingIsAppended() throws IOException {
        String id = evidence();
        var report = report(id);
        report.put("findings", List.of("errors-app-874e4ad6dd"));
        host.answer("write_incident", report);
        report.put("title", "Charges still fail");
        report.put("summary", "Charging fails again, now for the second hour in a row.");

        assertThat(host.answer("write_incident", report)).containsEntry("outcome", "appended");
        assertThat(incident()).contains("## Update 2026-11-22 10:00 UTC: Charges still fail");
    }

    @Test
    void manyReferencesToOneAnswerAreOneCitation() {
        String id = evidence();
        var report = report(id);
        var claims = new ArrayList<Object>();
        for (int i = 0; i < 40; i++) {
            claims.add(Map.of("text", "observation number " + i, "evidence", List.of(id, id, id)));
        }
        report.put("claims", claims);

        assertThat(host.answer("write_incident", report)).containsEntry("evidence_verified", 1);
    }
}
