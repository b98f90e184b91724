package dev.watchkeeper.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.watchkeeper.model.SourceUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StateDatabaseTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void theFolderIsMadeForItsOwnerAlone(@TempDir Path folder) throws Exception {
        try (var state = StateDatabase.open(folder.resolve("a/b"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.folder())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void whatWasKeptIsThereWhenItIsOpenedAgain(@TempDir Path folder) {
        try (var state = StateDatabase.open(folder)) {
            new RunStore(state).begin("patrol", NOW, NOW);
        }
        try (var state = StateDatabase.open(folder)) {
            assertThat(new RunStore(state).latest(5)).hasSize(1);
        }
    }

    /// Tables are made only where the number is lower than the program's: whoever adds one raises
    /// it, and both figures here.
    @Test
    void aTableMoreIsANumberMore(@TempDir Path folder) throws Exception {
        StateDatabase.open(folder).close();

        assertThat(
                        "schema "
                                + Schema.VERSION
                                + ": "
                                + number(
                                        folder,
                                        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
                                + " tables")
                .isEqualTo("schema 4: 31 tables");
    }

    @Test
    void aStateOfAnOlderProgramGetsWhatIsMissing(@TempDir Path folder) throws Exception {
        StateDatabase.open(folder).close();
        change(folder, "DROP TABLE receipt", "PRAGMA user_version=" + (Schema.VERSION - 1));

        StateDatabase.open(folder).close();

        assertThat(number(folder, "SELECT count(*) FROM receipt")).isZero();
        assertThat(number(folder, "PRAGMA user_version")).isEqualTo(Schema.VERSION);
    }

    @Test
    void whatANewerProgramAddedIsWorkedWithAndLeftAsItIs(@TempDir Path folder) throws Exception {
        try (var state = StateDatabase.open(folder)) {
            new RunStore(state).begin("patrol", NOW, NOW);
        }
        change(folder, "CREATE TABLE of_tomorrow(id INTEGER)", "PRAGMA user_version=999");

        try (var state = StateDatabase.open(folder)) {
            assertThat(new RunStore(state).latest(5)).hasSize(1);
        }
        assertThat(number(folder, "PRAGMA user_version")).isEqualTo(999);
        assertThat(number(folder, "SELECT count(*) FROM of_tomorrow")).isZero();
    }

    @Test
    void whatANewerProgramHasMadeUnreadableIsRefusedAndNotTouched(@TempDir Path folder)
            throws Exception {
        StateDatabase.open(folder).close();
        change(folder, "DROP TABLE receipt", "PRAGMA user_version=1000");

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> StateDatabase.open(folder))
                .withMessage(
                        "source state: the database in "
                                + folder
                                + " was written by a newer Watchkeeper (its schema is 1000, this program knows up to "
                                + Schema.VERSION
                                + "); install that one again, or give another folder with --state");
        assertThat(number(folder, "SELECT count(*) FROM sqlite_schema WHERE name = 'receipt'"))
                .isZero();
    }

    private static void change(Path folder, String... statements) throws SQLException {
        try (var connection = connection(folder);
                var statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private static int number(Path folder, String question) throws SQLException {
        try (var connection = connection(folder);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            return answer.getInt(1);
        }
    }

    private static Connection connection(Path folder) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("watchkeeper.db"));
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> StateDatabase.open(file.resolve("state")))
                .withMessage(
                        "source state: cannot make the folder "
                                + file.resolve("state")
                                + "; give another with --state");
    }

    @Test
    @Timeout(8)
    void aDatabaseThatCannotBeOpenedIsSaidAtOnce(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("watchkeeper.db"));

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> StateDatabase.open(folder))
                .withMessageStartingWith(
                        "source state: the database in " + folder + " cannot be used (");
    }

    @Test
    @Timeout(8)
    void aFileThatIsNoDatabaseIsSaidAtOnce(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("watchkeeper.db"), "no database at all, ".repeat(50));

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> StateDatabase.open(folder))
                .withMessage(
                        "source state: the database in "
                                + folder
                                + " cannot be used ([SQLITE_NOTADB] File opened that is not a database"
                                + " file (file is not a database)); check the folder's owner and the"
                                + " free space");
    }

    @Test
    void ofATransactionThatFailsNothingIsKept(@TempDir Path folder) {
        try (var state = StateDatabase.open(folder)) {
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            state.transaction(connection -> {
                                try (var insert = connection.createStatement()) {
                                    insert.executeUpdate(
                                            "INSERT INTO run(command,started_ms,as_of_ms) VALUES('a',1,1)");
                                }
                                throw new IllegalStateException("in between");
                            }))
                    .withMessage("in between");

            assertThat(new RunStore(state).latest(5)).isEmpty();
        }
    }

    @Test
    void aFailingStatementIsSaidWithoutMoreThanIsUseful(@TempDir Path folder) {
        try (var state = StateDatabase.open(folder)) {
            assertThatExceptionOfType(SourceUnavailable.class)
                    .isThrownBy(() ->
                            state.transaction(connection -> {
                                try (var statement = connection.createStatement()) {
                                    return statement.executeUpdate("DELETE FROM nothing");
                                }
                            }))
                    .withMessageStartingWith(
                            "source state: the database in " + folder + " cannot be used (");
        }
    }

    @Test
    void twoProcessesWriteAtTheSameTimeAndLoseNothing(@TempDir Path folder) throws Exception {
        try (var one = StateDatabase.open(folder);
                var two = StateDatabase.open(folder);
                var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> first = () -> write(one);
            Callable<Boolean> second = () -> write(two);
            for (var done : workers.invokeAll(List.of(first, second, first, second))) {
                assertThat(done.get()).isTrue();
            }

            assertThat(new RunStore(one).latest(1_000)).hasSize(100);
        }
    }

    private static boolean write(StateDatabase state) {
        var runs = new RunStore(state);
        for (int i = 0; i < 25; i++) {
            runs.end(runs.begin("patrol", NOW, NOW), NOW.plus(Duration.ofSeconds(1)), "done");
        }
        return true;
    }
}
