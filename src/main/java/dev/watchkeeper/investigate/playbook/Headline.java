package dev.watchkeeper.investigate.playbook;

/// What a reader sees first: the title and the summary.
final class Headline {

    private final Observations seen;
    private final LikelyCause cause;

    Headline(Observations seen, LikelyCause cause) {
        this.seen = seen;
        this.cause = cause;
    }

    String title() {
        String what =
                seen.finding().check().equals("errors")
                        ? Wording.head(seen.finding().title().replaceFirst(": .*", ""), 70)
                        : Wording.head(seen.finding().title(), 70);
        return Wording.head(
                what
                        + " since "
                        + Wording.clock(seen.onset())
                        + " UTC"
                        + cause.change()
                                .map(s -> ", after a change at " + Wording.clock(s.time()))
                                .orElse(""),
                120);
    }

    String summary() {
        String what =
                seen.symptoms().isEmpty()
                        ? String.join("; ", seen.finding().facts())
                        : seen.symptoms().size()
                                + (seen.symptoms().size() == 1
                                        ? " kind of errors or warnings is new or surged since "
                                        : " kinds of errors or warnings are new or surged since ")
                                + Wording.clock(seen.onset())
                                + " UTC.";
        return Wording.head(
                what
                        + cause.change()
                                .map(s ->
                                        " Shortly before, this was logged: \""
                                                + Wording.head(s.text(), 200)
                                                + "\"; undoing it should show whether it is the cause.")
                                .orElse(
                                        cause.dying()
                                                ? " Before it fell silent it logged an error with a traceback; see there."
                                                : " No change that speaks of the failing part was found before it.")
                        + seen.numbers().stream()
                                .filter(NumberSeen::grave)
                                .findFirst()
                                .map(number -> " By the numbers, " + number.text() + ".")
                                .orElse("")
                        + " Written by rules; no model was involved.",
                800);
    }
}
