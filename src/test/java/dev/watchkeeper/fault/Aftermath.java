package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.Phone;
import dev.watchkeeper.cli.SmallWorld;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.InvestigationStore;
import dev.watchkeeper.state.StateDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is left after a fault, and what must hold of it whatever the fault was.
///
/// @param findings the open ones: title, state, and the state in which a person was told
/// @param investigations the episodes that were investigated to an end
/// @param incidents how many files there are
record Aftermath(Set<String> findings, List<String> investigations, int incidents) {

    private static final Pattern FINDING = Pattern.compile("(?m)^ *- ([a-z]+-[0-9a-z-]+)$");

    static Aftermath of(SmallWorld world) throws IOException {
        try (StateDatabase state = StateDatabase.open(world.state())) {
            var findings = new HashSet<String>();
            for (var one : new FindingStore(state).open()) {
                findings.add(
                        one.finding().title()
                                + " "
                                + one.finding().state()
                                + " told "
                                + one.notified());
            }
            return new Aftermath(
                    findings,
                    new InvestigationStore(state)
                            .since(Instant.EPOCH).stream()
                                    .filter(i -> i.state() == InvestigationStore.State.DONE)
                                    .map(i -> String.join(" ", i.episodes()))
                                    .toList(),
                    world.incidents().size());
        }
    }

    /// The invariant: no trigger is lost, there is at most one incident of a finding, no file is
    /// there in part, and the database is whole.
    static void assertInvariant(SmallWorld world, Phone phone, String after) throws IOException {
        assertThat(partial(world.state())).as("files in part, %s", after).isEmpty();
        var explained = new HashSet<String>();
        for (Path incident : world.incidents()) {
            String text = Files.readString(incident);
            String id = incident.getFileName().toString().replaceFirst("\\.md$", "");
            assertThat(text)
                    .as("%s, %s", incident, after)
                    .startsWith("---\nid: " + id + "\n")
                    .contains("\n## Evidence")
                    .endsWith("\n");
            Matcher finding = FINDING.matcher(text.substring(0, text.indexOf("\n---\n", 4)));
            while (finding.find()) {
                assertThat(explained.add(finding.group(1)))
                        .as("one incident of %s, %s", finding.group(1), after)
                        .isTrue();
            }
        }
        try (StateDatabase state = StateDatabase.open(world.state())) {
            for (var one : new FindingStore(state).open()) {
                if (one.finding().severity().atLeast(Severity.SEV3)
                        && one.finding().ignored() == null) {
                    assertThat(phone.messages())
                            .as("somebody heard of %s, %s", one.finding().title(), after)
                            .anyMatch(m -> m.contains(excerpt(one.finding().title())));
                }
            }
            String whole =
                    state.reading(connection -> {
                        try (var statement = connection.createStatement();
                                var row = statement.executeQuery("PRAGMA integrity_check")) {
                            row.next();
                            return row.getString(1);
                        }
                    });
            assertThat(whole).as(after).isEqualTo("ok");
        }
    }

    /// Files of a state folder whose names say that they are not whole.
    static List<Path> partial(Path state) throws IOException {
        Path incidents = state.resolve("incidents");
        if (!Files.isDirectory(incidents)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(incidents)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".new-")).toList();
        }
    }

    /// A beginning of a title that the escaping of a channel leaves as it is.
    private static String excerpt(String title) {
        Matcher plain = Pattern.compile("[A-Za-z ]{8,}").matcher(title);
        return plain.find() ? plain.group().strip() : title;
    }
}
