package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.init.Inspection;
import dev.watchkeeper.workplace.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The one thing that `init` cannot see: which of what it found is meant.
final class InitQuestion {

    private static final int MOST_SHOWN = 30;

    private final Terminal terminal;
    private final Surroundings surroundings;
    private final boolean yes;

    /// `yes` when nobody wants to be asked.
    InitQuestion(Terminal terminal, Surroundings surroundings, boolean yes) {
        this.terminal = terminal;
        this.surroundings = surroundings;
        this.yes = yes;
    }

    /// The keys of the groups that are meant.
    Set<String> choose(List<Inspection.Group> groups) {
        Set<String> alive = new LinkedHashSet<>();
        groups.stream().filter(Inspection.Group::alive).forEach(group -> alive.add(group.key()));
        if (groups.size() < 2) {
            groups.forEach(group -> alive.add(group.key()));
            return alive;
        }
        if (yes || !terminal.asks()) {
            terminal.say(
                    "Of "
                            + groups.size()
                            + " candidates, those are proposed where something was written in the last 7 days ("
                            + alive.size()
                            + "); the others stand in the file as comments.");
            return alive;
        }
        List<Inspection.Group> shown = groups.subList(0, Math.min(MOST_SHOWN, groups.size()));
        for (int i = 0; i < shown.size(); i++) {
            Inspection.Group group = shown.get(i);
            terminal.result(
                    String.format(
                            "%3d %s %s: %s",
                            i + 1,
                            group.alive() ? "*" : " ",
                            group.words(),
                            String.join("; ", group.streams())));
        }
        terminal.say(
                "Which of these should be watched? Numbers with spaces between, or Enter for those marked *.");
        return answer(shown, alive);
    }

    private Set<String> answer(List<Inspection.Group> shown, Set<String> alive) {
        try {
            // the terminal's stream is the caller's, who closes it
            var in =
                    new BufferedReader(
                            new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
            while (true) {
                String line = in.readLine();
                if (line == null || line.isBlank()) {
                    return alive;
                }
                Set<String> chosen = new LinkedHashSet<>();
                boolean understood = true;
                for (String word : line.strip().split("[\\s,]+", -1)) {
                    int number = word.matches("\\d{1,3}") ? Integer.parseInt(word) : 0;
                    if (number < 1 || number > shown.size()) {
                        understood = false;
                    } else {
                        chosen.add(shown.get(number - 1).key());
                    }
                }
                if (understood) {
                    return chosen;
                }
                terminal.say(
                        "Numbers from 1 to " + shown.size() + ", or Enter for those marked *.");
            }
        } catch (IOException e) {
            return alive;
        }
    }
}
