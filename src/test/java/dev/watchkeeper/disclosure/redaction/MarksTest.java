package dev.watchkeeper.disclosure.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarksTest {

    private static final String TEXT = "key [redacted:token:3f9a12cd] sent to redacted host";

    @TempDir private Path folder;

    @Test
    void aMarkIsKnownByItsWholeForm() {
        assertThat(Marks.in(TEXT)).isTrue();
        assertThat(Marks.in("[redacted:token:3f9a12c]")).isFalse();
        assertThat(Marks.in("[redacted:Token:3f9a12cd]")).isFalse();
        assertThat(Marks.in("[redacted::3f9a12cd]")).isFalse();
        assertThat(Marks.in("[redacted:[redacted:a:00000000]")).isTrue();
    }

    @Test
    void aLiteralIsNotFoundByWhatAMarkSays() {
        assertThat(Marks.foundOutside(TEXT, "3f9a", false)).isFalse();
        assertThat(Marks.foundOutside(TEXT, "cd] sent", false)).isFalse();
        assertThat(Marks.foundOutside(TEXT, "key [red", false)).isFalse();
        assertThat(Marks.foundOutside(TEXT, "token", true)).isFalse();
        assertThat(Marks.foundOutside(TEXT, "redacted", false)).isTrue();
        assertThat(Marks.foundOutside(TEXT, "SENT TO", true)).isTrue();
        assertThat(Marks.foundOutside(TEXT, "SENT TO", false)).isFalse();
        assertThat(Marks.foundOutside(TEXT, "[redacted:token:3f9a12cd]", false)).isTrue();
        assertThat(Marks.foundOutside(TEXT, "key [redacted:token:3f9a12cd] s", false)).isTrue();
        assertThat(Marks.foundOutside(TEXT + TEXT, "host" + TEXT.substring(0, 12), false))
                .isFalse();
    }

    @Test
    void everyProcessThatAsksAtOnceGetsTheSameKeyInAFileOfItsOwnersAlone() throws Exception {
        Path state = folder.resolve("state");
        var marks = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                marks.add(threads.submit(() -> MarkKey.in(state).mark("a", "value")));
            }
        }
        var distinct = new ArrayList<String>();
        for (Future<String> mark : marks) {
            distinct.add(mark.get());
        }
        assertThat(distinct.stream().distinct()).hasSize(1);
        assertThat(MarkKey.in(state).mark("a", "value")).isEqualTo(distinct.getFirst());
        assertThat(state.toFile().list()).containsExactly("redaction.key");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(state.resolve("redaction.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatOthersMayReadOrThatIsDamagedIsRefused() throws IOException {
        MarkKey.in(folder);
        Path file = folder.resolve("redaction.key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> MarkKey.in(folder))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage(
                        "source state: cannot use %s: others than its owner may use it; run chmod 600 %s",
                        file, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "abc");
        assertThatThrownBy(() -> MarkKey.in(folder))
                .hasMessage(
                        "source state: cannot use %s: it is not 64 hexadecimal digits; restore it, or"
                                + " remove it and lose the connection to older marks",
                        file);
    }

    @Test
    void valuesForJsonAreRedactedUnderTheNamesOfTheirKeys() {
        var values =
                new RedactedValues(
                        Redactor.of(
                                RedactionLevel.SECRETS,
                                MarkKey.of(new byte[32]),
                                List.of(),
                                List.of()));
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("password", "swordfish");
        map.put("tokens", 1234);
        map.put("pin", 4711);
        map.put("message", "password=hunter2");
        map.put("headers", Map.of("authorization", List.of("Bearer aB3dE6gH9")));
        map.put("env", List.of(Map.of("name", "DB_PASSWORD", "value", "swordfish")));
        map.put("nothing", null);
        assertThat(
                        String.valueOf(values.of(map))
                                .replaceAll(":[0-9a-f]{8}]", "]")
                                .replaceAll(
                                        "\\{(name=DB_PASSWORD), (value=[^}]*)}|\\{(value=[^,]*), (name=DB_PASSWORD)}",
                                        "{env}"))
                .isEqualTo(
                        "{password=[redacted:password], tokens=1234, pin=[redacted:code],"
                                + " message=password=[redacted:password],"
                                + " headers={authorization=[Bearer [redacted:authorization]]},"
                                + " env=[{env}], nothing=null}");
        assertThat(values.marks()).isEqualTo(Map.of("password", 3, "code", 1, "authorization", 1));
        assertThat(values.of(Arrays.asList("a", null))).isEqualTo(Arrays.asList("a", null));
    }

    @Test
    void whatStandsInATableHasTheNameOfItsColumn() {
        var values =
                new RedactedValues(
                        Redactor.of(
                                RedactionLevel.SECRETS,
                                MarkKey.of(new byte[32]),
                                List.of(),
                                List.of()));
        var table = new LinkedHashMap<String, @Nullable Object>();
        table.put("columns", List.of("id", "password", "pin", "note"));
        table.put(
                "rows", List.of(List.of(1, "swordfish", 4711, "swordfish"), List.of(2, "", 0, "")));

        assertThat(values.of(table))
                .isEqualTo(
                        Map.of(
                                "columns",
                                List.of("id", "password", "pin", "note"),
                                "rows",
                                List.of(
                                        List.of(
                                                1,
                                                "[redacted:password:6ba5064e]",
                                                "[redacted:code:cf2747f7]",
                                                "swordfish"),
                                        List.of(2, "", 0, ""))));
    }
}
