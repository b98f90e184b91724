package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.state.IgnoreStore;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a person ignores by command: it is hidden, it is listed, it ends, and it hides no surprise.
final class IgnoreCommandTest {

    private static final String TEMPLATE =
            "ledger rejected the charge @/etc/hostname @/etc/passwd !id /mcp__watchkeeper__x";

    private static final String MINED = "ledger rejected the charge @<*> @<*> !id <*>";

    @TempDir Path folder;
    private SmallWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new SmallWorld(folder).configured().failing();
    }

    private SmallWorld.Result ignore(String subcommand, String... arguments) {
        return world.run("ignore", subcommand, arguments);
    }

    private JsonNode check() {
        return JsonMapper.shared().readTree(world.run("check", "--json").out());
    }

    @Test
    void whatIsIgnoredIsFoundAndToldToNobody() {
        SmallWorld.Result added =
                ignore("add", TEMPLATE, "--reason", "the ledger is being moved", "--until", "14d");

        assertThat(added.err()).isEqualTo("Take it back with: watchkeeper ignore remove 1\n");
        assertThat(added.out())
                .isEqualTo(
                        """
                        Ignore 1 holds from the next check on, until 2026-03-25 12:15 UTC: ledger rejected the charge @<*> @<*> !id <*>
                        In the last 90 days it would have hidden
                          app  20 messages of 1 kind, 2026-03-11 11:55 UTC to 2026-03-11 12:14 UTC, at most 15 in an hour
                              ledger rejected the charge @/etc/hostname @/etc/passwd !id /mcp__watchkeeper__x
                        No incident is among it.
                        """);
        SmallWorld.Result check = world.run("check");
        assertThat(check.code()).isZero();
        assertThat(check.out())
                .contains("ignored until 2026-03-25 by tester: \"the ledger is being moved\"");
        assertThat(ignore("list").out())
                .isEqualTo(
                        """
                        N  STATE  HIDES                                         IN   UNTIL       HID  BY      WHY
                        1  holds  ledger rejected the charge @<*> @<*> !id <*>  all  2026-03-25  0    tester  the ledger is being moved
                        """);
    }

    @Test
    void aFindingIsIgnoredByTheBeginningOfItsId() {
        String id = check().path("findings").get(0).path("id").asString();

        assertThat(ignore("add", id.substring(0, 8), "--reason", "known", "--by", "anna").code())
                .isZero();

        JsonNode finding = check().path("findings").get(0);
        assertThat(finding.path("id").asString()).isEqualTo(id);
        assertThat(finding.path("ignored").path("by").asString()).isEqualTo("anna");
        assertThat(finding.path("state").asString()).isEqualTo("new");
    }

    @Test
    void whatIsTakenBackIsFoundAgain() {
        ignore("add", TEMPLATE, "--reason", "known");
        assertThat(world.run("check").code()).isZero();

        assertThat(ignore("remove", "1").err())
                .isEqualTo("Ignore 1 hides nothing from the next check on: " + MINED + "\n");
        assertThat(world.run("check").code()).isEqualTo(1);
        assertThat(ignore("remove", "1").err())
                .isEqualTo(
                        "there is no ignore 1 that still holds; watchkeeper ignore list shows those there are\n");
        assertThat(ignore("list").err()).isEqualTo("Nothing is ignored.\n");
        assertThat(ignore("list", "--all").out()).contains("1  removed  ledger rejected");
    }

    @Test
    void moreThanTheRateIsLetThrough() {
        ignore("add", TEMPLATE, "--reason", "a few are fine", "--rate", "10/1h");

        JsonNode finding = check().path("findings").get(0);

        assertThat(finding.path("ignored").isMissingNode()).isTrue();
        assertThat(finding.path("facts").toString())
                .contains("the ignore 1 of tester hides up to 10 in 1h, and there were 15");
    }

    @Test
    void asManyAsItMayHideEndIt() {
        ignore("add", TEMPLATE, "--reason", "until the queue is drained", "--count", "100");
        assertThat(world.run("check").code()).isZero();
        ignore("remove", "1");
        // counted from when it was made on: nothing of what was there before
        ignore("add", TEMPLATE, "--reason", "few", "--count", "1");

        assertThat(world.run("check").code()).isZero();
        try (Workplace workplace = world.open()) {
            assertThat(new IgnoreStore(workplace.state()).all().getFirst().hidden()).isZero();
        }
    }

    @Test
    void anIncidentAmongWhatItWouldHaveHiddenIsMarked() throws IOException {
        world.run("patrol", "--investigator", "playbook");
        String incident =
                String.valueOf(world.incidents().getFirst().getFileName()).replace(".md", "");

        SmallWorld.Result preview = ignore("preview", MINED);

        assertThat(preview.out())
                .contains("! SEV2  p-")
                .contains("a person was told of it, the last time 2026-03-11 12:15 UTC")
                .contains("incident " + incident)
                .endsWith("1 incident is among it: nobody would have been told.\n");
        JsonNode json = JsonMapper.shared().readTree(ignore("preview", TEMPLATE, "--json").out());
        assertThat(json.path("messages").asInt()).isEqualTo(20);
        assertThat(json.path("incidents").get(0).asString()).isEqualTo(incident);
    }

    @Test
    void thoseOfToolsYamlAreListedBesideTheOthers() throws IOException {
        world.configured(
                "ignores:\n  - {pattern: \"vacuum <*>\", reason: nightly, by: bob, until: 2026-04-01}\n");
        ignore("add", TEMPLATE, "--reason", "known");

        assertThat(ignore("list").out())
                .containsPattern("yaml +holds +vacuum <\\*> +all +2026-04-01 +- +bob +nightly")
                .containsPattern("1 +holds +ledger");
        assertThat(ignore("list", "--json").out().lines().toList())
                .first()
                .asString()
                .startsWith("{\"where\":\"tools.yaml\",\"state\":\"holds\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <*> <*> | --reason x | the template "<*> <*>" has no word of its own and would hide nearly everything; take one from find_log_patterns
                    upstream <*> | --reason x --until 5y | --until: expected a time such as 30d or a day such as 2027-03-01, got "5y"
                    upstream <*> | --reason x --until 400d | --until must lie in the future and at most a year away, got "400d"
                    upstream <*> | --reason x --stream ap | no log stream "ap"; did you mean app?
                    upstream <*> | --reason x --rate 5 | --rate: expected a count and a time from 1m to 1h, such as 100/1h, got "5"
                    upstream <*> | --reason x --rate 5/3d | --rate: expected a count and a time from 1m to 1h, such as 100/1h, got "5/3d"
                    p-0000000000-app | --reason x | no finding "p-0000000000-app": no check has found anything yet
                    upstream <*> |  | Missing required option: '--reason=TEXT'
                    """)
    void aMistakeIsSaidInOneSentence(String target, @Nullable String options, String said) {
        var arguments = new ArrayList<String>();
        arguments.add(target);
        if (options != null) {
            arguments.addAll(List.of(options.split(" ", -1)));
        }

        SmallWorld.Result result = ignore("add", arguments.toArray(new String[0]));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines().findFirst()).contains(said);
        assertThat(result.out()).isEmpty();
    }
}
