package dev.watchkeeper.cli;

import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.doctor.Checkup;
import dev.watchkeeper.doctor.Mark;
import dev.watchkeeper.doctor.Observation;
import java.util.List;

/// What the doctor saw, for a person: a line for each thing, and below it what to type where it is
/// not as it should be.
final class DoctorText {

    private static final int MARK = 12;

    private final Terminal terminal;

    DoctorText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Checkup.Section section) {
        section.observations().forEach(this::print);
    }

    private void print(Observation seen) {
        String mark = String.format("%-" + MARK + "s", seen.mark().word());
        String coloured =
                switch (seen.mark()) {
                    case OK -> terminal.green(mark);
                    case WARN -> terminal.yellow(mark);
                    case FAIL -> terminal.red(mark);
                    case CANNOT_TELL -> terminal.faint(mark);
                };
        terminal.result(
                coloured + Characters.line(seen.what()) + ": " + Characters.line(seen.fact()));
        if (seen.mark() != Mark.OK && seen.remedy() != null) {
            terminal.result(" ".repeat(MARK) + "→ " + Characters.line(seen.remedy()));
        }
    }

    void summary(List<Checkup.Section> sections) {
        terminal.result("");
        terminal.result(words(sections));
    }

    private static String words(List<Checkup.Section> sections) {
        long ok = count(sections, Mark.OK);
        long warn = count(sections, Mark.WARN);
        long fail = count(sections, Mark.FAIL);
        long unknown = count(sections, Mark.CANNOT_TELL);
        String rest = unknown == 0 ? "" : ", " + unknown + " cannot be told here";
        if (warn + fail == 0) {
            return "All is well: " + ok + " things looked at" + rest + ".";
        }
        return (fail > 0 ? fail + " failed, " : "")
                + (warn > 0 ? warn + (warn == 1 ? " warning, " : " warnings, ") : "")
                + ok
                + " ok"
                + rest
                + ". What to type stands below each.";
    }

    private static long count(List<Checkup.Section> sections, Mark mark) {
        return sections.stream()
                .flatMap(section -> section.observations().stream())
                .filter(seen -> seen.mark() == mark)
                .count();
    }
}
