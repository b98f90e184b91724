package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.disclosure.HostileInput;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.incident.InertPage;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.notify.Delivery;
import dev.watchkeeper.notify.Messages;
import dev.watchkeeper.notify.Notification;
import dev.watchkeeper.notify.NotifierConfig;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolReply;
import dev.watchkeeper.watch.Announcer;
import dev.watchkeeper.workplace.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Each kind of hostile input through every way out of the program, from the log to what somebody
/// reads: answers of tools over stdio, refusals, incident files, ntfy, Discord, the terminal.
///
/// `-Dwatchkeeper.variants=2000` makes more of each kind, `-Dwatchkeeper.seed=…` others.
@Tag("slow")
class HostileInputsTest {

    private static final int VARIANTS = Integer.getInteger("watchkeeper.variants", 24);
    private static final long SEED = Long.getLong("watchkeeper.seed", 20_261_122);
    private static final Session WON_OVER = new Session("won over", "phone");

    @TempDir private static Path calm;
    private static List<SmallWorld.Result> ordinary = List.of();
    private static List<JsonNode> harmless = List.of();
    @TempDir private Path folder;

    @BeforeAll
    static void whatHarmlessTextComesTo() throws Exception {
        try (var world = new HostileWorld(calm, List.of("calm"))) {
            ordinary = commands(world);
            harmless =
                    world.served(HostileWorld.reading("calm")).stream()
                            .map(Inert::message)
                            .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void nothingOfItIsAliveAnywhere(HostileInput input) throws Exception {
        try (var world = new HostileWorld(folder, List.of(input.sample()))) {
            List<SmallWorld.Result> hostile = commands(world);
            for (int i = 0; i < hostile.size(); i++) {
                assertThat(lines(hostile.get(i)))
                        .as("%s%n%s", ordinary.get(i).out(), hostile.get(i).out())
                        .isEqualTo(lines(ordinary.get(i)));
            }
            answers(world, input.sample());
            told(world);
            reported(world, input.sample());
        }
    }

    @Test
    void norOfOthersOfEachKind() throws Exception {
        var texts = new ArrayList<String>();
        var logged = new ArrayList<String>();
        var asking = new ArrayList<HostileWorld.Call>();
        for (HostileInput input : HostileInput.values()) {
            List<String> variants = input.variants(VARIANTS, SEED);
            texts.addAll(variants);
            logged.addAll(variants.subList(0, Math.min(4, VARIANTS)));
            variants.stream().limit(2).forEach(text -> asking.addAll(HostileWorld.asking(text)));
        }
        try (var world = new HostileWorld(folder, logged)) {
            world.happened(texts);
            commands(world);
            for (List<HostileWorld.Call> calls :
                    List.of(
                            HostileWorld.reading(texts.getFirst()),
                            asking,
                            texts.stream().map(HostileWorld::worker).toList())) {
                List<String> served = world.served(calls);
                assertThat(served).hasSize(calls.size() + 1);
                served.forEach(Inert::message);
            }
            try (Workplace place = world.small.open()) {
                texts.forEach(text -> send(place, notification(text, List.of(text, "x " + text))));
            }
            told(world);
        }
    }

    /// A list of findings longer than a report takes once left all of them without one.
    @Test
    void aFloodOfKindsOfErrorsLeavesAnIncidentAllTheSame() throws Exception {
        List<String> kinds = HostileInput.AN_ORDER.variants(200, SEED);
        try (var world = new HostileWorld(folder, kinds)) {
            assertThat(world.small.run("patrol").err()).doesNotContain("refused");
            assertThat(world.small.incidents()).hasSize(1);
            assertThat(world.small.incidents().getFirst())
                    .content()
                    .containsPattern(
                            "- [0-9]+ further findings of the same time are not named here");
            assertThat(world.phone.messages()).hasSize(2);
            assertThat(world.phone.messages().getLast()).doesNotContain("found no diagnosis");
        }
    }

    /// Wherever a stranger's words stand in an answer, the answer says so by the name of the place.
    @Test
    void whatStrangersWroteIsMarkedAsTheirs() throws Exception {
        String words = "zebra-planted";
        try (var world = new HostileWorld(folder, List.of(words))) {
            Files.writeString(
                    folder.resolve("app.jsonl"), "{" + words + "\n", StandardOpenOption.APPEND);
            world.small.run("check");
            List<HostileWorld.Call> reading = HostileWorld.reading(words);
            List<String> served = world.served(reading);
            for (int i = 1; i < served.size(); i++) {
                JsonNode content = Inert.message(served.get(i)).at("/result/structuredContent");
                var untrusted = new ArrayList<String>();
                content.path("untrusted").forEach(name -> untrusted.add(name.asString()));
                var places = new TreeSet<String>();
                places(content, words, "", places);
                assertThat(places)
                        .as("%s says %s", reading.get(i - 1), untrusted)
                        .allMatch(place ->
                                untrusted.stream()
                                        .anyMatch(name ->
                                                place.equals(name)
                                                        || place.startsWith(name + ".")));
            }
        }
    }

    /// The names under which a text holds the words; in a table that of the column, in another list
    /// that of the list.
    private static void places(JsonNode node, String words, String name, Set<String> found) {
        if (node.isString() && node.stringValue().contains(words)) {
            found.add(name);
        }
        String below = name.isEmpty() ? "" : name + ".";
        boolean table = node.path("columns").isArray() && node.path("rows").isArray();
        for (var property : node.properties()) {
            if (property.getKey().contains(words)) {
                found.add(name);
            }
            if (table && property.getKey().equals("rows")) {
                for (JsonNode row : property.getValue()) {
                    for (int i = 0; i < row.size(); i++) {
                        String column = node.path("columns").path(i).asString();
                        places(row.path(i), words, below + "rows." + column, found);
                    }
                }
            } else {
                places(property.getValue(), words, below + property.getKey(), found);
            }
        }
        if (node.isArray()) {
            node.forEach(item -> places(item, words, name, found));
        }
    }

    /// What a person at the terminal sees.
    private static List<SmallWorld.Result> commands(HostileWorld world) throws Exception {
        var results = new ArrayList<SmallWorld.Result>();
        results.add(world.small.run("patrol"));
        assertThat(results.getFirst().code()).as(results.getFirst().err()).isEqualTo(1);
        results.add(world.small.run("check"));
        results.add(world.small.run("status"));
        results.add(world.small.run("incidents"));
        for (SmallWorld.Result result : results) {
            Inert.text(result.out());
            Inert.text(result.err());
        }
        audited(world);
        assertThat(world.small.incidents()).as(results.getFirst().err()).isNotEmpty();
        for (Path incident : world.small.incidents()) {
            String id = incident.getFileName().toString().replace(".md", "");
            assertThat(id).matches("2026-03-11-incident-[a-z0-9-]{1,63}");
            InertPage.check(Files.readString(incident));
            // The page as it is, with the tabs that quoted lines have.
            Inert.text(world.small.run("incidents", id).out().replace('\t', ' '));
        }
        return results;
    }

    /// How many questions the rules ask depends on what is said; a record is a line all the same.
    private static void audited(HostileWorld world) {
        SmallWorld.Result audit = world.small.run("audit", "--limit", "1000");
        Inert.text(audit.out());
        assertThat(lines(audit))
                .isEqualTo(lines(world.small.run("audit", "--limit", "1000", "--json")));
        assertThat(world.small.run("audit", "--verify").code()).isZero();
    }

    private static long lines(SmallWorld.Result result) {
        return result.out().lines().count();
    }

    /// Each answer is one line and one record, and has the keys and rows that harmless text has.
    private static void answers(HostileWorld world, String text) throws Exception {
        List<HostileWorld.Call> reading = HostileWorld.reading(text);
        List<String> hostile = world.served(reading);
        assertThat(hostile).hasSize(reading.size() + 1);
        for (int i = 1; i < hostile.size(); i++) {
            JsonNode answer = Inert.message(hostile.get(i));
            JsonNode other = harmless.get(i);
            String tool = reading.get(i - 1).toString();
            assertThat(answer.path("result").path("isError").asBoolean()).as(tool).isFalse();
            assertThat(answer.path("result").path("content")).as(tool).hasSize(1);
            assertThat(answer.at("/result/content/0/type").asString()).isEqualTo("text");
            JsonNode content = answer.at("/result/structuredContent");
            if (text.length() < 1_000) {
                assertThat(keys(content))
                        .as(tool)
                        .isEqualTo(keys(other.at("/result/structuredContent")));
                assertThat(content.path("returned").asInt())
                        .as(tool)
                        .isEqualTo(other.at("/result/structuredContent/returned").asInt());
            }
        }
        List<HostileWorld.Call> asking = HostileWorld.asking(text);
        List<String> refused = world.served(asking);
        assertThat(refused).hasSize(asking.size() + 1);
        refused.forEach(Inert::message);
        audited(world);
    }

    /// Of the keys those that every answer may have are left out.
    private static Set<String> keys(JsonNode content) {
        var keys = new LinkedHashSet<>(content.propertyNames());
        keys.removeAll(Set.of("made_visible", "redacted"));
        return keys;
    }

    private static void told(HostileWorld world) {
        assertThat(world.phone.bodies()).isNotEmpty();
        assertThat(world.chat.bodies()).hasSameSizeAs(world.phone.bodies());
        world.phone.bodies().forEach(Inert::ntfy);
        world.chat.bodies().forEach(Inert::discord);
    }

    /// The text in every place of a report, as a model that obeys it would send it.
    private static void reported(HostileWorld world, String text) throws Exception {
        try (Workplace place = world.small.open()) {
            Map<String, Object> logs =
                    answer(place, "query_logs", Map.of("stream", "rows", "limit", 1));
            String quote = message(logs);
            String visible = Characters.cut(text.strip(), 60).text();
            Map<String, Object> written =
                    answer(
                            place,
                            "write_incident",
                            HostileWorld.report(
                                    visible,
                                    String.valueOf(logs.get("evidence_id")),
                                    quote,
                                    "p-won-over"));
            assertThat(written.get("outcome")).isEqualTo("created");
            IncidentSummary incident =
                    place.incidents().list().stream()
                            .filter(each -> each.id().equals(written.get("incident")))
                            .findFirst()
                            .orElseThrow();
            assertThat(incident.id()).matches("2026-03-11-incident-[a-z0-9-]{1,63}");
            assertThat(incident.findings()).containsExactly("p-won-over");
            InertPage.check(Files.readString(incident.file()));
            Notification followUp =
                    new Messages(ZoneOffset.UTC)
                            .followUp(
                                    "follow-1",
                                    List.of(place.findings().open().getFirst().finding()),
                                    new Messages.Diagnosis(
                                            incident.id(),
                                            Severity.SEV3,
                                            Announcer.plain(incident.title()),
                                            Announcer.plain(incident.cause()),
                                            "low"),
                                    null,
                                    SmallWorld.NOW);
            send(place, followUp);
        }
        told(world);
        SmallWorld.Result list = world.small.run("incidents");
        Inert.text(list.out());
        assertThat(lines(list)).isEqualTo(world.small.incidents().size());
        for (Path incident : world.small.incidents()) {
            Inert.text(
                    world.small
                            .run("incidents", incident.getFileName().toString().replace(".md", ""))
                            .out());
        }
    }

    private static String message(Map<String, Object> logs) {
        List<?> columns = (List<?>) logs.getOrDefault("columns", List.of());
        List<?> row = (List<?>) ((List<?>) logs.getOrDefault("rows", List.of())).getFirst();
        return String.valueOf(row.get(columns.indexOf("message")));
    }

    private static Map<String, Object> answer(
            Workplace place, String tool, Map<String, Object> arguments) {
        ToolReply reply =
                place.toolbox()
                        .call(tool, arguments, WON_OVER, Deadline.after(Duration.ofSeconds(60)));
        assertThat(reply).isInstanceOf(ToolReply.Answer.class);
        return ((ToolReply.Answer) reply).content();
    }

    private static Notification notification(String title, List<String> lines) {
        return new Notification(
                "first:p-7c21:1",
                Notification.Kind.FIRST,
                "p-7c21",
                Severity.SEV2,
                title,
                lines,
                null,
                SmallWorld.NOW);
    }

    private static void send(Workplace place, Notification notification) {
        var console = new StringBuilder();
        place.configuration()
                .notifiers()
                .forEach((name, config) ->
                        assertThat(
                                        config.open(
                                                        new NotifierConfig.Context(
                                                                name,
                                                                console,
                                                                InstantSource.system()))
                                                .send(notification))
                                .isEqualTo(new Delivery.Delivered()));
    }
}
