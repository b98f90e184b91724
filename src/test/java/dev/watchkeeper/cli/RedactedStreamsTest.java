package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.access.Scope;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets in logs and events: that they are not shown, and cannot be found out by asking.
class RedactedStreamsTest {

    private static final Scope ALL = Scope.EVERYTHING;
    private static final Pattern MARK = Pattern.compile("\\[redacted:[a-z-]+:[0-9a-f]{8}]");

    @TempDir Path folder;
    private ScopedWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new ScopedWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines", "plain", "rows", "seen"})
    void aSecretInAMessageIsShownAsAMark(String stream) {
        var content =
                world.content(
                        ALL, "query_logs", Map.of("stream", stream, "from", "now-3d", "limit", 40));

        assertThat(content.toString())
                .doesNotContain(ScopedWorld.SECRET)
                .contains("password=[redacted:");
        assertThat(content.get("redacted")).hasToString("{password=4}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines", "plain", "rows", "seen"})
    void aSearchForTheSecretAnswersLikeASearchForAnythingElse(String stream) {
        for (String part : List.of("Tr0ub", "4dor-3", "=Tr", "3xyz in", "password=T")) {
            String other = part.replace('T', 'Q').replace('4', '9').replace('3', '8');

            assertThat(search(stream, part))
                    .as(part)
                    .isEqualTo(search(stream, other))
                    .containsEntry("returned", 0);
        }
    }

    private Map<String, Object> search(String stream, String text) {
        return world.content(
                ALL,
                "query_logs",
                Map.of("stream", stream, "from", "now-3d", "contains", List.of(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines", "plain", "rows", "seen"})
    void aRegexSeesTheMarkAndNotTheSecret(String stream) {
        assertThat(counted(stream, "regex", "password=T")).isEqualTo(0);
        assertThat(counted(stream, "regex", "password=(\\[|T)")).isEqualTo(60);
        assertThat(counted(stream, "regex", "password=.redacted")).isEqualTo(60);
    }

    private Object counted(String stream, String filter, Object value) {
        return Objects.requireNonNull(
                world.content(
                                ALL,
                                "query_logs",
                                Map.of(
                                        "stream", stream, "from", "now-3d", filter, value, "limit",
                                        200))
                        .get("returned"));
    }

    @Test
    void aTextBesideAMarkIsFoundAndSoIsTheMark() {
        var content = world.content(ALL, "query_logs", Map.of("stream", "rows", "from", "now-3d"));
        Matcher mark = MARK.matcher(content.toString());
        assertThat(mark.find()).isTrue();

        assertThat(counted("rows", "contains", List.of(mark.group()))).isEqualTo(60);
        assertThat(counted("lines", "contains", List.of(mark.group()))).isEqualTo(60);
        assertThat(counted("rows", "contains", List.of("USER U3"))).isEqualTo(86);
        assertThat(counted("rows", "contains", List.of("redacted"))).isEqualTo(0);
    }

    @Test
    void aFieldWithASecretNameIsNotFoundByItsValue() {
        var guess =
                world.content(
                        ALL,
                        "query_logs",
                        Map.of(
                                "stream",
                                "lines",
                                "from",
                                "now-3d",
                                "fields",
                                Map.of("api_key", ScopedWorld.SECRET)));
        var wrong =
                world.content(
                        ALL,
                        "query_logs",
                        Map.of(
                                "stream",
                                "lines",
                                "from",
                                "now-3d",
                                "fields",
                                Map.of("api_key", "another-3xyz")));

        assertThat(guess).isEqualTo(wrong).containsEntry("returned", 0);
    }

    @Test
    void anEventIsNotFoundByItsSecretAndIsFoundByItsMark() {
        var all =
                world.content(
                        ALL,
                        "query_events",
                        Map.of("from", "now-3d", "group_by", List.of("api_key")));
        assertThat(all.toString()).doesNotContain(ScopedWorld.SECRET);
        Matcher mark = MARK.matcher(all.toString());
        assertThat(mark.find()).isTrue();

        assertThat(events(ScopedWorld.SECRET)).isEqualTo(events("another-3xyz"));
        assertThat(events(mark.group()).toString()).contains("600");
    }

    private Map<String, Object> events(String key) {
        return world.content(
                ALL, "query_events", Map.of("from", "now-3d", "where", Map.of("api_key", key)));
    }

    @Test
    void whoeverWasGivenItSeesTheSecret() {
        Scope off = ScopedWorld.scope(List.of(), List.of(), null, RedactionLevel.OFF);

        assertThat(
                        world.content(
                                off,
                                "query_logs",
                                Map.of(
                                        "stream",
                                        "rows",
                                        "from",
                                        "now-3d",
                                        "contains",
                                        List.of("Tr0ub"),
                                        "limit",
                                        200)))
                .containsEntry("returned", 60)
                .doesNotContainKey("redacted");
    }
}
