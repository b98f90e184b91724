package dev.watchkeeper.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentFilesTest {

    private static final String BY = "claude sonnet, 14 turns, 96 s, $0.21";

    @TempDir Path temp;

    private IncidentFiles files() {
        return new IncidentFiles(temp.resolve("incidents"), ZoneOffset.UTC);
    }

    private Written write(IncidentReport report) {
        return files().write(report, Known.at(Reports.DETECTED), BY, Reports.evidence());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(temp.resolve("incidents"))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anIncidentReadsLikeThis() throws IOException {
        Written written =
                write(
                        Reports.with(
                                Reports.gemini(),
                                Reports.gemini().title(),
                                Reports.gemini().findings(),
                                "gemini-rate-limit"));

        assertThat(written.id()).isEqualTo("2026-11-22-incident-gemini-rate-limit");
        assertThat(Files.readString(written.file()))
                .isEqualTo(
                        """
                        ---
                        id: 2026-11-22-incident-gemini-rate-limit
                        verdict: issue
                        severity: SEV2
                        status: open
                        onset: 2026-11-22T00:51:00Z
                        detected: 2026-11-22T00:56:02Z
                        findings: [p-7c21, api-gemini-limit]
                        cause: retries without back-off since deploy 3f2a9c1 triple the calls to gemini
                        confidence: high
                        fix: not_fixed
                        investigator: claude sonnet, 14 turns, 96 s, $0.21
                        ---
                        # Gemini 429s: retries without back-off since deploy 3f2a9c1

                        **SEV2, because users are hurt now** [E7] — cause: high confidence, on 3 answers; not fixed.

                        **In short.** Page extraction fails for one page in three since 00:51 UTC [E7]. Pages wait, none is lost. Rolling back 3f2a9c1 should end it within a minute.

                        ## Impact
                        - 1,204 of 3,391 pages failed at least once [E7]

                        ## Timeline
                        | time (UTC) | what | evidence |
                        |---|---|---|
                        | 00:47:12 | deploy 3f2a9c1 | E5 |
                        | 00:51:04–01:01:00 | calls 310 &#124; 1,000 a minute | E5 |

                        All on 2026-11-22.

                        ## Cause
                        retries without back-off since deploy 3f2a9c1 triple the calls to gemini

                        - Calls per page went from 1.0 to 3.1 four minutes after the deploy [E5]
                        - *Hypothesis:* The retry loop ignores retry-after

                        High confidence. It would be disproved by: calls per page staying at 3 after a rollback

                        **Over? Fixed?** Not fixed. Not over, and no later commit touches the retry

                        ## Evidence
                        **E5** `query_events`, 1 of 1 row
                        ```text
                        3.1
                        ```

                        **E8** `get_log_context` job_9a60d7, 2026-11-22 00:53:10–00:53:11 UTC, 2 of 3 rows
                        Shows: one job calls three times within 40 ms
                        ```text
                        00:53:10.412 WARN page 4: 429 from gemini, retrying
                        00:53:10.431 WARN page 4: 429 from gemini, retrying
                        ```

                        **E7**

                        ## Ruled out
                        - More demand: pages per minute as ever [E5]

                        ## Actions
                        | what | kind | owner |
                        |---|---|---|
                        | roll back 3f2a9c1 | mitigate | you |

                        ## Proposed checks and ignores
                        Yours to accept, with `watchkeeper proposals`; nothing has been changed.

                        - check: calls per page above 1.5 for 5 minutes — would have fired at 00:56, and never before (`calls-per-page: > 150 for 5m`)
                        - ignore: `Background vacuum skipped <*>` — runs only above 2x bloat

                        ## Tooling gaps
                        - The diff of 3f2a9c1 was not readable: no git source is declared.
                        """);
        assertThat(names()).containsExactly(".lock", "2026-11-22-incident-gemini-rate-limit.md");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void itIsReadBack() {
        Written written = write(Reports.gemini());

        assertThat(files().list())
                .containsExactly(
                        new IncidentSummary(
                                written.id(),
                                written.file(),
                                "Gemini 429s: retries without back-off since deploy 3f2a9c1",
                                Severity.SEV2,
                                Verdict.ISSUE,
                                Status.OPEN,
                                Instant.parse("2026-11-22T00:51:00Z"),
                                Reports.DETECTED,
                                List.of("p-7c21", "api-gemini-limit"),
                                "retries without back-off since deploy 3f2a9c1 triple the calls to"
                                        + " gemini",
                                Confidence.HIGH,
                                null));
        assertThat(files().openWith("p-7c21")).isPresent();
        assertThat(files().openWith("p-7c2")).isEmpty();
        assertThat(files().find(written.id())).isPresent();
        assertThat(files().text(written.id())).startsWith("---\nid: ");
    }

    @Test
    void theDateIsThatOfDetectionInTheZone() {
        IncidentFiles files = new IncidentFiles(temp, ZoneId.of("Europe/Vienna"));

        assertThat(
                        files.write(
                                        Reports.gemini(),
                                        Known.at(Instant.parse("2026-11-21T23:30:00Z")),
                                        BY,
                                        Reports.evidence())
                                .id())
                .startsWith("2026-11-22-incident-");
    }

    @Test
    void aRepeatedReportIsNotWrittenAgain() throws IOException {
        Written first = write(Reports.gemini());
        String text = Files.readString(first.file());

        assertThat(write(Reports.gemini()))
                .isEqualTo(new Written(first.id(), first.file(), Written.Outcome.ALREADY_THERE));
        assertThat(Files.readString(first.file())).isEqualTo(text);

        IncidentReport unrelated =
                Reports.with(Reports.gemini(), "Something about nothing", List.of(), null);
        assertThat(write(unrelated).outcome()).isEqualTo(Written.Outcome.CREATED);
        assertThat(write(unrelated).outcome()).isEqualTo(Written.Outcome.ALREADY_THERE);
        assertThat(names()).hasSize(3);
    }

    @Test
    void aSecondReportOfTheSameFindingGoesToTheEndOfTheOpenIncident() throws IOException {
        Written first = write(Reports.gemini());
        String before = Files.readString(first.file());
        IncidentReport second =
                Reports.with(
                        Reports.gemini(),
                        "Gemini 429s are back",
                        List.of("api-gemini-limit"),
                        null);
        second =
                withSummary(second, "It went on for another hour; the deploy was not rolled back.");

        Written update =
                files().write(
                                second,
                                Known.at(Reports.DETECTED.plusSeconds(3600)),
                                "playbook",
                                Reports.evidence());

        assertThat(update)
                .isEqualTo(new Written(first.id(), first.file(), Written.Outcome.APPENDED));
        assertThat(Files.readString(first.file()))
                .startsWith(
                        before
                                + """

                                ## Update 2026-11-22 01:56 UTC: Gemini 429s are back

                                SEV2, issue, by playbook.

                                **SEV2, because users are hurt now** [E7] — cause: high confidence, on 3 answers; not fixed.

                                **In short.** It went on for another hour; the deploy was not rolled back.

                                ### Impact
                                """);
        assertThat(names()).hasSize(2);
        assertThat(
                        files().write(
                                        second,
                                        Known.at(Reports.DETECTED.plusSeconds(3900)),
                                        "playbook",
                                        Reports.evidence())
                                .outcome())
                .isEqualTo(Written.Outcome.ALREADY_THERE);
    }

    @Test
    void aResolvedIncidentTakesNoUpdateAndIsNamedByTheNext() throws IOException {
        Written first = write(Reports.gemini());
        String before = Files.readString(first.file());
        files().setStatus(first.id(), Status.RESOLVED);

        assertThat(Files.readString(first.file()))
                .isEqualTo(before.replace("status: open", "status: resolved"));
        Written second =
                write(Reports.with(Reports.gemini(), "It is back", List.of("p-7c21"), null));
        assertThat(second.outcome()).isEqualTo(Written.Outcome.CREATED);
        assertThat(Files.readString(second.file()))
                .endsWith("\n## Related\n- " + first.id() + "\n");
    }

    @Test
    void anotherIncidentOfTheSameNameGetsANumber() {
        write(Reports.with(Reports.gemini(), "Disk full on /", List.of(), null));

        assertThat(
                        write(
                                        Reports.with(
                                                withSummary(
                                                        Reports.gemini(),
                                                        "Another time, and another cause it was."),
                                                "Disk full on /",
                                                List.of(),
                                                null))
                                .id())
                .isEqualTo("2026-11-22-incident-disk-full-on-2");
    }

    @Test
    void whenEveryNameIsTakenNothingIsWritten() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("incidents"));
        for (int i = 1; i <= 99; i++) {
            Files.createFile(
                    folder.resolve("2026-11-22-incident-full" + (i == 1 ? "" : "-" + i) + ".md"));
        }

        assertThatThrownBy(
                        () -> write(Reports.with(Reports.gemini(), "Disk full", List.of(), "full")))
                .hasMessage(
                        "there are 99 incidents named full on 2026-11-22 already; give another slug");
        assertThat(names()).hasSize(100);
    }

    @Test
    void aLinkInThePlaceOfTheFileIsNotFollowed() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("incidents"));
        Path outside = temp.resolve("outside");
        Files.createSymbolicLink(folder.resolve("2026-11-22-incident-full.md"), outside);

        Written written =
                write(Reports.with(Reports.gemini(), "Disk full", List.of("p-7c21"), "full"));

        assertThat(written.id()).isEqualTo("2026-11-22-incident-full-2");
        assertThat(outside).doesNotExist();
        assertThat(files().list()).hasSize(1);
        assertThat(files().find("2026-11-22-incident-full")).isEmpty();
    }

    /// Filesystem server: what begins like the folder was taken for what is in it, and links led
    /// out.
    @Test
    void cve202553109NoNameAndNoLinkLeadsOutOfTheFolder() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("incidents"));
        Path beside = Files.createDirectories(temp.resolve("incidents-evil"));
        Path precious = Files.writeString(beside.resolve("precious"), "precious");
        Files.createLink(folder.resolve("2026-11-22-incident-hard.md"), precious);
        Files.createSymbolicLink(folder.resolve("2026-11-22-incident-soft.md"), precious);
        Files.createSymbolicLink(folder.resolve("2026-11-22-incident-dir.md"), beside);
        int made = 0;
        for (String name :
                List.of(
                        "../incidents-evil/x",
                        "../../etc/cron.d/x",
                        "/etc/cron.d/x",
                        "..",
                        ".",
                        "CON",
                        "a\u0000b",
                        "a/b",
                        "a\\b",
                        "a".repeat(300),
                        "\u202Etxt",
                        "é",
                        "",
                        ".lock",
                        ".new-1",
                        "hard",
                        "soft",
                        "dir")) {
            IncidentReport report =
                    Reports.with(Reports.gemini(), "Disk full", List.of("f-" + made), name);
            if (Slug.valid(name)) {
                write(report);
                made++;
            } else {
                assertThat(report.problems())
                        .as(name)
                        .containsExactly("slug must be 1 to 60 characters of a-z, 0-9 and hyphens");
            }
            // without a slug, the title is the name
            String title = name.substring(0, Math.min(100, name.length())) + " is full";
            write(Reports.with(Reports.gemini(), title, List.of("t-" + made), null));
            made++;
        }

        assertThat(precious).content().isEqualTo("precious");
        try (var all = Files.list(temp)) {
            assertThat(all).containsExactlyInAnyOrder(folder, beside);
        }
        try (var all = Files.list(beside)) {
            assertThat(all).containsExactly(precious);
        }
        assertThat(names())
                .hasSize(made + 4)
                .allMatch(name ->
                        name.equals(".lock")
                                || name.matches("2026-11-22-incident-[a-z0-9-]{1,63}\\.md"));
    }

    @Test
    void aLockThatIsALinkIsRefused() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("incidents"));
        Files.createSymbolicLink(folder.resolve(".lock"), temp.resolve("outside"));

        assertThatThrownBy(() -> write(Reports.gemini())).isInstanceOf(SourceUnavailable.class);
        assertThat(temp.resolve("outside")).doesNotExist();
    }

    @Test
    void aFolderThatIsNoneIsRefused() throws IOException {
        Path file = Files.createFile(temp.resolve("incidents"));
        assertThatThrownBy(() -> write(Reports.gemini()))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("source incidents: cannot write to " + file + ": it is not a folder");
        assertThat(files().list()).isEmpty();

        Files.delete(file);
        Files.createSymbolicLink(file, temp.resolve("nowhere"));
        assertThatThrownBy(() -> write(Reports.gemini()))
                .hasMessage(
                        "source incidents: cannot write to "
                                + file
                                + ": it is a symbolic link; name the folder itself");
        assertThat(temp.resolve("nowhere")).doesNotExist();

        Files.delete(file);
        Files.createSymbolicLink(file, file);
        assertThatThrownBy(() -> write(Reports.gemini()))
                .hasMessageEndingWith("it is a symbolic link; name the folder itself");
    }

    @Test
    void whatACrashLeftIsSwept() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("incidents"));
        Files.writeString(folder.resolve(".new-0011223344556677"), "half an incid");

        assertThat(files().list()).isEmpty();
        write(Reports.gemini());

        assertThat(names()).hasSize(2).noneMatch(name -> name.startsWith(".new-"));
    }

    @Test
    void aHandEditedFileDoesNotBreakTheList() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("incidents"));
        Files.writeString(folder.resolve("2026-11-20-incident-a.md"), "");
        Files.writeString(
                folder.resolve("2026-11-20-incident-b.md"),
                "---\nseverity: sev1\nstatus: resolved\nfindings: [p-1, 'p-2'\ncause: [\n---\n# B\n");
        Files.writeString(
                folder.resolve("2026-11-20-incident-c.md"),
                "---\r\nseverity: HIGH\r\nfindings: p-3\r\nonset: yesterday\r\n---\r\n# C\r\n");
        Files.writeString(
                folder.resolve("2026-11-20-incident-d.md"),
                "---\na: &a [x]\nb: [*a, *a]\nstatus: !!java.net.URL [x]\n---\n");
        Files.write(folder.resolve("2026-11-20-incident-e.md"), new byte[] {(byte) 0xFF, 0, 10});
        Files.createDirectories(folder.resolve("2026-11-20-incident-f.md"));
        Files.writeString(folder.resolve("notes.md"), "mine");

        List<IncidentSummary> all = files().list();

        assertThat(all)
                .extracting(incident ->
                        incident.id().substring(20)
                                + " "
                                + incident.severity()
                                + " "
                                + incident.status()
                                + " "
                                + incident.findings()
                                + " "
                                + incident.problem())
                .containsExactly(
                        "e null OPEN [] no front matter",
                        "d null OPEN [] the front matter is not YAML",
                        "c null OPEN [p-3] null",
                        "b SEV1 RESOLVED [p-1, p-2] the front matter is not YAML",
                        "a null OPEN [] no front matter");
    }

    @Test
    void anIdThatIsNoneLeadsNowhere() {
        for (String id :
                List.of("../../etc/passwd", "2026-11-22-incident-../x", "", ".", "a\u0000b")) {
            assertThat(files().find(id)).isEmpty();
        }
        assertThatThrownBy(() -> files().text("../x\u001b[2J"))
                .hasMessage(
                        "there is no incident ../x\\u{1B}[2J; `watchkeeper incidents` lists them");
    }

    @Test
    void manyWritersOfOneFindingMakeOneIncident() throws Exception {
        List<Future<Written>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                IncidentReport report =
                        Reports.with(
                                withSummary(Reports.gemini(), "The report of writer number " + i),
                                "Title of writer " + i,
                                List.of("p-7c21"),
                                null);
                all.add(threads.submit(() -> write(report)));
            }
        }
        for (Future<Written> one : all) {
            assertThat(one.get().id()).isEqualTo(all.getFirst().get().id());
        }
        String text = files().text(all.getFirst().get().id());
        assertThat(names()).hasSize(2);
        for (int i = 0; i < 20; i++) {
            assertThat(text).contains("The report of writer number " + i + "\n");
        }
    }

    private static IncidentReport withSummary(IncidentReport old, String summary) {
        return new IncidentReport(
                old.title(),
                old.severity(),
                old.verdict(),
                summary,
                old.cause(),
                old.confidence(),
                old.onset(),
                old.claims(),
                old.evidence(),
                old.impact(),
                old.timeline(),
                old.disprovedBy(),
                old.recovery(),
                old.fix(),
                old.ruledOut(),
                old.actions(),
                old.proposedChecks(),
                old.proposedIgnores(),
                old.toolingGaps(),
                old.findings(),
                old.charts(),
                old.slug());
    }
}
