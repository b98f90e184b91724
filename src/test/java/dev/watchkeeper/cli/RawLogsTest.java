package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.workplace.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A patrol over logs that nobody here made: the raw OpenSSH, Apache and Zookeeper logs of LogHub
/// (Zhu et al., ISSRE 2023), with the clock set to their end. They are not part of the project; the
/// test is skipped where they are not beside it.
@Tag("slow")
class RawLogsTest {

    private static final Path RAW = Path.of("..", "shared", "data", "loghub", "raw");

    @TempDir private Path folder;

    @Test
    void aBruteForceAttackOnSshIsWhatThePatrolReports() throws IOException {
        assertThat(patrol("2026-12-10T11:05:00Z"))
                .contains("sshd  1,706 entries in the last 2 h 5 min")
                .contains("SEV3  escalating Failed password for <*> from <*> port <*> ssh2")
                .contains("346 times in 113 min, first 09:11:31, last 11:04:43 UTC")
                .contains("Invalid user <*> from <*>")
                .contains("POSSIBLE BREAK-IN ATTEMPT!")
                .contains("which is little history")
                .contains("Incident: ");
    }

    @Test
    void theErrorsOfTheWebServerAreReportedAsGoingOnAsEver() throws IOException {
        assertThat(patrol("2005-12-05T19:16:00Z"))
                .contains("SEV4  ongoing    mod_jk child workerEnv in error state <*>")
                .contains("504 times in the 36 h before")
                .contains("Directory index forbidden by rule: <*>")
                .doesNotContain("Incident: ");
    }

    @Test
    void theWarningsOfTheCoordinatorAreReportedWithTheirHistory() throws IOException {
        assertThat(patrol("2015-08-10T18:13:00Z"))
                .contains("zookeeper  18 entries in the last 2 h 13 min")
                .contains("SEV4  ongoing    caught end of stream exception")
                .contains("29 times in the 11 days before")
                .contains("0 findings need a look");
    }

    private String patrol(String now) throws IOException {
        assumeTrue(
                Files.isDirectory(RAW), RAW + " is not here: the raw logs of LogHub belong there");
        String raw = RAW.toRealPath().toString();
        Path config = folder.resolve("tools.yaml");
        Files.writeString(
                config,
                """
                sources:
                  ssh: {type: text, path: %1$s/OpenSSH_2k.log}
                  web: {type: text, path: %1$s/Apache_2k.log}
                  zk: {type: text, path: %1$s/Zookeeper_2k.log}
                logs:
                  sshd: {source: ssh}
                  apache: {source: web}
                  zookeeper: {source: zk}
                """
                        .formatted(raw));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code =
                Main.run(
                        new String[] {
                            "patrol",
                            "--investigator=playbook",
                            "--config=" + config,
                            "--state=" + folder.resolve("state"),
                            "--now=" + now
                        },
                        new Surroundings(
                                InputStream.nullInputStream(),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                Map.of()));
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.FINDINGS);
        return out.toString(StandardCharsets.UTF_8);
    }
}
