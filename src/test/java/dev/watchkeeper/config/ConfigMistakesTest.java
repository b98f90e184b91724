package dev.watchkeeper.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each file in resources/config holds one mistake and, in its first lines after `#>`, all that is
/// said of it.
class ConfigMistakesTest {

    private static final Path FILES = Path.of("src/test/resources/config");

    private final ConfigReader reader =
            new ConfigReader(TestVocabulary.vocabulary(), Map.of("SECRET", "no url, but tk_12345"));

    static Stream<String> mistakes() throws IOException {
        try (var files = Files.list(FILES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isNamedWithItsLine(String file) throws IOException {
        String text = Files.readString(FILES.resolve(file));
        List<String> expected =
                text.lines()
                        .filter(line -> line.startsWith("#> "))
                        .map(line -> line.substring(3))
                        .toList();

        assertThatThrownBy(() -> reader.read("tools.yaml", text, Path.of("")))
                .isInstanceOf(BadConfig.class)
                .hasMessage(new BadConfig("tools.yaml", expected).getMessage());
    }

    @Test
    void tenDifferentMistakesGetTheirMessagesInOneRun() throws IOException {
        String text = Files.readString(FILES.resolve("ten-mistakes.yaml"));

        assertThatThrownBy(() -> reader.read("tools.yaml", text, Path.of("")))
                .hasMessageStartingWith("tools.yaml has 10 problems:\n  line 11  timezone: ");
    }

    private void assertRefused(String text, String message) {
        assertThatThrownBy(() -> reader.read("tools.yaml", text, Path.of("")))
                .isInstanceOf(BadConfig.class)
                .hasMessage(message);
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() {
        assertRefused("", "tools.yaml has 1 problem:\n  the file is empty");
        assertRefused(" \n\n", "tools.yaml has 1 problem:\n  the file is empty");
        assertRefused(
                "# sources:\n#   app: {}\n",
                "tools.yaml has 1 problem:\n  the file holds nothing but comments");
        assertRefused(
                "just text",
                "tools.yaml has 1 problem:\n  line 1  expected keys (timezone, sources, logs,"
                        + " events, queues, apis, metrics, changes, slos, invariants, collect, checks, ignores,"
                        + " runbooks, tools, toolsets, redaction, access, audit, notify, …), got"
                        + " \"just text\"");
    }

    @Test
    void everyStatementMustReadAndEveryTableBeListedWhereItsSourceListsAny() {
        assertRefused(
                """
                sources:
                  db: {type: sqlite, path: app.db, tables: [jobs, log]}
                logs:
                  audit: {source: db, table: audits}
                  app: {source: db, table: LOG}
                events:
                  e: {source: db, table: job, time: t, type: k}
                queues:
                  q:
                    depth: {source: db, statement: "SELECT load_extension('x')"}
                metrics:
                  m: {source: db, statement: "DELETE FROM jobs"}
                  n: {source: db, statement: "SELECT count(*) FROM sqlite_schema"}
                """,
                """
                tools.yaml has 5 problems:
                  line 4  logs.audit.table: the table "audits" is not among sources.db.tables (known: jobs, log)
                  line 7  events.e.table: the table "job" is not among sources.db.tables; did you mean jobs?
                  line 10  queues.q.depth.statement: a statement must read the tables: load_extension is refused
                  line 12  metrics.m.statement: a statement must read: it begins with SELECT, WITH or VALUES, not with DELETE
                  line 13  metrics.n.statement: a statement must read the tables: sqlite_schema is refused\
                """
                        .strip());
    }

    @Test
    void aFileCannotMakeItselfLarge() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String of = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (of + ", ").repeat(9) + of));
        }
        assertRefused(
                bomb.toString(),
                "tools.yaml has 1 problem:\n  line 5  too much in one file: at most 50000 values"
                        + " are read");
        assertRefused(
                "a: " + "[".repeat(50_000),
                "tools.yaml has 1 problem:\n  line 1  nested too deeply: at most 30 levels are"
                        + " read");
        assertRefused(
                "a: &a [*a]",
                "tools.yaml has 1 problem:\n  line 1  alias \"*a\" stands for nothing; quote the"
                        + " text if no alias is meant");
        assertRefused(
                "#".repeat(1_000_001),
                "tools.yaml has 1 problem:\n  the file is too large: at most 1,000,000 characters"
                        + " are read, got 1000001");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("tools.yaml");
        assertThatThrownBy(() -> reader.read(missing))
                .hasMessage(
                        missing
                                + " has 1 problem:\n  there is no such file; `watchkeeper demo`"
                                + " needs none");
        assertThatThrownBy(() -> reader.read(folder))
                .hasMessage(folder + " has 1 problem:\n  this is a folder, not a file");
        Files.write(missing, new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});
        assertThatThrownBy(() -> reader.read(missing))
                .hasMessage(missing + " has 1 problem:\n  the file is not UTF-8 text");
    }
}
