package dev.watchkeeper.source.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogMapping;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.LogSource;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.SourceContext;
import dev.watchkeeper.source.jsonl.JsonlSource;
import dev.watchkeeper.source.text.TextSource;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Attempts to read what is not declared through sources of files, each made against every wall
/// alone: what a caller gives (references, cursors), and what a writer of logs may leave in the
/// folder.
class FileAttemptsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final TimeRange DAY = TimeRange.before(NOW, Duration.ofDays(1));

    enum Kind {
        JSONL("{\"time\":\"2026-11-22T09:00:00Z\",\"level\":\"INFO\",\"message\":\"%s\"}\n"),
        TEXT("2026-11-22T09:00:00Z INFO %s\n");

        private final String line;

        Kind(String line) {
            this.line = line;
        }

        LogSource over(Path root, String pattern) {
            var context =
                    new SourceContext(
                            "files",
                            ZoneOffset.UTC,
                            InstantSource.fixed(NOW),
                            root,
                            root.resolve("indexes"));
            var config =
                    this == JSONL
                            ? new JsonlSource.Config(pattern, JsonlSource.Format.AUTO)
                            : new TextSource.Config(pattern, null, null);
            return config.open(context)
                    .logs(
                            "app",
                            new LogMapping(
                                    null, null, Map.of(), null, null, null, null, null, List.of()));
        }

        String says(String message) {
            return line.formatted(message);
        }
    }

    /// What a caller may give for a reference or a cursor. SECRET is the path of a file outside, ID
    /// the id of that file, OWN that of a file of the log.
    private static final List<String> GIVEN =
            List.of(
                    "",
                    " ",
                    "SECRET",
                    "SECRET-0-00000000",
                    "../secret.log",
                    "../../../../etc/passwd",
                    "..%2f..%2fsecret.log",
                    "..%252fsecret.log",
                    "....//secret.log",
                    "..\\secret.log",
                    "/etc/passwd",
                    "/etc/passwd-0-00000000",
                    "/proc/self/environ",
                    "/proc/self/fd/0",
                    "/dev/zero",
                    "file:///etc/passwd",
                    "jar:file:/x.jar!/y",
                    "app.log",
                    "app.log-0-00000000",
                    "app.log\u0000.png",
                    "app.log/../../secret.log",
                    "./app.log",
                    "app.log.1/..",
                    "~/secret.log",
                    "$HOME/secret.log",
                    "`cat SECRET`",
                    "$(cat SECRET)",
                    "app.log; cat SECRET",
                    "app.log|cat SECRET",
                    "*",
                    "../*",
                    "{a,b}",
                    "[a-z]*",
                    "-",
                    "--help",
                    "000000000000-0-0000000g",
                    "00000000000G-0-00000000",
                    "000000000000--1-00000000",
                    "000000000000-9999999999999999999-00000000",
                    "000000000000-0x0-00000000",
                    "000000000000-0-00000000-",
                    "000000000000-0-00000000\n",
                    "\n000000000000-0-00000000",
                    "ＯＯＯＯＯＯＯＯＯＯＯＯ-0-00000000",
                    "٠٠٠٠٠٠٠٠٠٠٠٠-٠-٠٠٠٠٠٠٠٠",
                    "\u202e000000000000-0-00000000",
                    "L1o-../../secret.log-0-0-0-00000000-",
                    "L1x-000000000000-0-0-0-00000000-",
                    "L2o-000000000000-0-0-0-00000000-",
                    "L1o-00000000000-0-0-0-00000000-",
                    "L1o-000000000000-00000000000000000-0-0-00000000-",
                    "L1o-000000000000-0--1-0-00000000-",
                    "L1o-000000000000-0-0-0-00000000-1.",
                    "L1o-000000000000-0-0-0-00000000-9999999999999.1",
                    "L1o-000000000000-0-0-0-00000000-1.1;DROP TABLE x",
                    "L1o-SECRET-0-0-0-00000000-",
                    "' OR '1'='1",
                    "<script>",
                    "{\"$ne\":null}",
                    "1e999",
                    "NaN",
                    "null",
                    "\uD800",
                    "a".repeat(100_000));

    @TempDir Path temp;

    private Path root = Path.of("");
    private Path secret = Path.of("");

    private LogSource folder(Kind kind, String pattern) throws IOException {
        secret = Files.writeString(temp.resolve("secret.log"), kind.says("secret"));
        root = Files.createDirectories(temp.resolve("logs")).toRealPath();
        Files.writeString(root.resolve("app.log"), kind.says("declared"));
        return kind.over(root, pattern);
    }

    private static List<String> messages(LogSource source, @Nullable String cursor) {
        var messages = new ArrayList<String>();
        source.read(query(cursor), entry -> messages.add(entry.message()));
        return messages;
    }

    private static ReadReport report(LogSource source) {
        return source.read(query(null), _ -> true);
    }

    private static LogQuery query(@Nullable String cursor) {
        return new LogQuery(
                DAY,
                Order.OLDEST_FIRST,
                LogFilter.ALL,
                cursor,
                Deadline.after(Duration.ofSeconds(20)));
    }

    /// A format of which only the first word matters.
    private static final class AnyLine implements LineFormat<String> {
        @Override
        public boolean multiline() {
            return false;
        }

        @Override
        public boolean begins(Line line) {
            return true;
        }

        @Override
        public Optional<Instant> time(Line line) {
            return Optional.of(NOW);
        }

        @Override
        public Optional<String> parse(LineGroup group, String ref) {
            return Optional.of(group.head().text());
        }

        @Override
        public Instant timeOf(String entry) {
            return NOW;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceOrCursorReachesNothingByItsFormNorByTheFilesThatAreSearched(Kind kind)
            throws Exception {
        LogSource source = folder(kind, "app.log*");
        Map<String, String> before = contents();
        var glob = new FileGlob("files", root.resolve("app.log*").toString());
        var log =
                new LineLog<>(
                        glob,
                        new AnyLine(),
                        new SourceContext(
                                "files",
                                ZoneOffset.UTC,
                                InstantSource.fixed(NOW),
                                temp.resolve("indexes")),
                        "any");
        List<LogFile> files =
                new LogFiles(glob, new AnyLine(), InstantSource.fixed(NOW)).find(new Tally());
        for (String pattern : GIVEN) {
            String given = pattern.replace("SECRET", secret.toString());

            // The form alone.
            assertThat(LineRef.decoded(given)).as(given).isEmpty();
            assertThatThrownBy(() -> Position.decoded(given, Order.OLDEST_FIRST))
                    .as(given)
                    .isInstanceOf(BadRequest.class);
            // The files found alone, as if every form were understood.
            assertThat(log.entry(new LineRef(given, 0, 0))).as(given).isEmpty();
            var position = new Position(Order.OLDEST_FIRST, given, 0, 0, 0, 0, null);
            assertThat(Resume.from(position, files, DAY, new Tally()).file())
                    .as(given)
                    .isEqualTo(-1);
            // Both.
            assertThat(source.entry(given)).as(given).isEmpty();
            assertThatThrownBy(() -> messages(source, given))
                    .as(given)
                    .isInstanceOf(BadRequest.class);
        }
        assertThat(GIVEN).hasSizeGreaterThan(60).doesNotHaveDuplicates();
        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void whatNamesAFileOutsideInTheRightFormFindsNothing(Kind kind) throws Exception {
        LogSource source = folder(kind, "app.log*");
        LogSource outside = kind.over(temp, "secret.log");
        var refs = new ArrayList<String>();
        outside.read(query(null), entry -> refs.add(entry.ref()));
        String cursor =
                outside.read(
                                new LogQuery(
                                        new TimeRange(DAY.from(), NOW.plus(Duration.ofDays(1))),
                                        Order.OLDEST_FIRST,
                                        LogFilter.ALL,
                                        null,
                                        Deadline.after(Duration.ofSeconds(20))),
                                _ -> true)
                        .cursor();

        assertThat(outside.entry(refs.getFirst())).isPresent();
        assertThat(source.entry(refs.getFirst())).isEmpty();
        assertThat(cursor).isNotNull();
        assertThat(messages(source, cursor)).doesNotContain("secret");
    }

    /// What a writer of logs may leave beside his log: a name, and what it is. All of it matches
    /// the pattern.
    private static final List<List<String>> PLANTED =
            List.of(
                    List.of("app.log.1", "link", "../secret.log"),
                    List.of("app.log.2", "link", "SECRET"),
                    List.of("app.log.3.gz", "link", "SECRET"),
                    List.of("app.log-20261122", "link", "./../secret.log"),
                    List.of("app.log.old", "link", "ROOT/../secret.log"),
                    List.of("app.log.4", "link", "step"),
                    List.of("app.log.5", "link", "up/secret.log"),
                    List.of("app.log.6", "link", "/etc/passwd"),
                    List.of("app.log.7", "link", "/proc/self/environ"),
                    List.of("app.log.8", "link", "/proc/self/cmdline"),
                    List.of("app.log.9", "link", "/proc/self/fd/1"),
                    List.of("app.log.10", "link", "/dev/zero"),
                    List.of("app.log.11", "link", "/dev/random"),
                    List.of("app.log.12", "link", "/dev/stdin"),
                    List.of("app.log.13", "link", "/dev/null"),
                    List.of("app.log.14", "link", "/sys/kernel/notes"),
                    List.of("app.log.15", "link", "nothing"),
                    List.of("app.log.16", "link", "app.log.16"),
                    List.of("app.log.17", "link", ".."),
                    List.of("app.log.18", "link", "."),
                    List.of("app.log.19", "link", "/"),
                    List.of("app.log.20", "link", "/home"),
                    List.of("app.log.21", "folder", ""),
                    List.of("app.log.22", "socket", ""),
                    List.of("app.log.23", "pipe", ""));

    private void plant(List<String> planted) throws Exception {
        Path name = root.resolve(planted.get(0));
        String target =
                planted.get(2)
                        .replace("SECRET", secret.toString())
                        .replace("ROOT", root.toString());
        switch (planted.get(1)) {
            case "link" -> Files.createSymbolicLink(name, Path.of(target));
            case "folder" -> Files.createDirectory(name);
            case "socket" -> {
                try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                    // Its path may be longer than such an address can be.
                    Path near = Files.createTempDirectory("s").resolve("s");
                    server.bind(UnixDomainSocketAddress.of(near));
                    Files.move(near, name);
                    Files.delete(near.getParent());
                }
            }
            default -> {
                Process made = new ProcessBuilder("mkfifo", name.toString()).inheritIO().start();
                assertThat(made.waitFor()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatLiesBesideALogIsNeitherListedNorOpenedUnlessItIsAFileOfTheFolder(Kind kind)
            throws Exception {
        LogSource source = folder(kind, "app.log*");
        Files.createSymbolicLink(root.resolve("step"), Path.of("../secret.log"));
        Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
        for (List<String> planted : PLANTED) {
            plant(planted);
        }
        var glob = new FileGlob("files", root.resolve("app.log*").toString());

        assertThat(glob.find().files()).extracting(FoundFile::name).containsExactly("app.log");
        for (List<String> planted : PLANTED) {
            assertThatThrownBy(() -> new Place(root, Path.of(planted.getFirst())).open().close())
                    .as(planted.toString())
                    .isInstanceOf(IOException.class);
        }
        assertThat(messages(source, null)).containsExactly("declared");
        // How many depends on what this process has for its standard input.
        assertThat(report(source).remarks())
                .anySatisfy(remark ->
                        assertThat(remark)
                                .matches(
                                        "\\d+ of the files are links that lead out of the folder or"
                                                + " nowhere, and were not read\\."));
        for (List<String> planted : PLANTED) {
            Files.delete(root.resolve(planted.getFirst()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFolderThatIsALinkIsNotEnteredByAPattern(Kind kind) throws Exception {
        LogSource source = folder(kind, "*/app.log*");
        Path outside = Files.createDirectories(temp.resolve("outside/deep"));
        Files.writeString(outside.resolve("app.log"), kind.says("secret"));
        Files.writeString(outside.resolveSibling("app.log"), kind.says("secret"));
        Files.writeString(
                Files.createDirectory(root.resolve("inside")).resolve("app.log"),
                kind.says("declared below"));
        Files.createSymbolicLink(root.resolve("linked"), outside);
        Files.createSymbolicLink(root.resolve("upward"), Path.of("../outside"));
        Files.createSymbolicLink(root.resolve("within"), Path.of("inside"));

        assertThat(messages(source, null)).containsExactly("declared below");
        for (String name : List.of("linked/app.log", "upward/app.log", "upward/deep/app.log")) {
            assertThat(Files.readString(root.resolve(name))).contains("secret");
            assertThatThrownBy(() -> new Place(root, Path.of(name)).open().close())
                    .as(name)
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsExchangedAfterItWasListedIsNotRead(Kind kind) throws Exception {
        folder(kind, "app.log*");
        Path sub = Files.createDirectory(root.resolve("sub"));
        Path log = Files.writeString(sub.resolve("app.log"), kind.says("declared"));
        var glob = new FileGlob("files", root.resolve("*/app.log").toString());
        var files = new LogFiles(glob, new AnyLine(), InstantSource.fixed(NOW));
        LogFile listed = files.find(new Tally()).getFirst();
        long inode = listed.file().inode();

        // Kept under another name, or its number would be given to the link.
        Files.move(log, sub.resolve("kept"));
        Files.createSymbolicLink(log, secret);
        assertThatThrownBy(() -> listed.file().open()).isInstanceOf(IOException.class);
        assertThat(FileGlob.inode(listed.file().place())).isNotEqualTo(inode);
        assertThatThrownBy(() -> OpenFile.open(listed, glob, new AnyLine(), NOW))
                .isInstanceOfAny(IOException.class, SourceUnavailable.class);

        Files.move(sub, root.resolve("moved"));
        Path outside = Files.createDirectory(temp.resolve("other"));
        Files.writeString(outside.resolve("app.log"), kind.says("secret"));
        Files.createSymbolicLink(sub, outside);
        assertThatThrownBy(() -> listed.file().open()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> OpenFile.open(listed, glob, new AnyLine(), NOW))
                .isInstanceOfAny(IOException.class, SourceUnavailable.class);
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatTheOperatorNamesIsFollowed(Kind kind) throws Exception {
        folder(kind, "app.log");
        Files.createSymbolicLink(root.resolve("named.log"), secret);
        Files.createSymbolicLink(root.resolve("named.log.1"), secret);
        Files.createSymbolicLink(temp.resolve("through"), root);
        Files.createSymbolicLink(root.resolve("app.log.current"), Path.of("app.log"));

        assertThat(messages(kind.over(root, "named.log"), null)).containsExactly("secret");
        assertThat(messages(kind.over(temp, "through/app.log*"), null)).containsExactly("declared");
        assertThat(messages(kind.over(root, "app.log*"), null)).containsExactly("declared");
        assertThatThrownBy(() -> messages(kind.over(root, "named*"), null))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage(
                        "source files: what matches "
                                + root
                                + "/named* are links that lead out of "
                                + root
                                + " or nowhere, and are not followed; name in path what they lead"
                                + " to");
    }

    @Test
    void aPipeIsNotWaitedForWhenItTakesThePlaceOfAFile() throws Exception {
        folder(Kind.TEXT, "app.log");
        var glob = new FileGlob("files", root.resolve("app.log").toString());
        FoundFile found = glob.find().files().getFirst();
        Files.delete(root.resolve("app.log"));
        plant(List.of("app.log", "pipe", ""));

        assertThatThrownBy(found::open).isInstanceOf(NoSuchFileException.class);
    }

    private Map<String, String> contents() throws IOException {
        var all = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path path :
                    files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
                all.put(path.toString(), Files.readString(path));
            }
        }
        return all;
    }
}
