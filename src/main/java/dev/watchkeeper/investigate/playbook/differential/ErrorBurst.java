package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import dev.watchkeeper.investigate.playbook.scene.Entry;
import dev.watchkeeper.investigate.playbook.scene.Group;
import dev.watchkeeper.investigate.playbook.scene.Kind;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One part of the service fails in one way, and nothing says more of why.
final class ErrorBurst implements Hypothesis {

    /// What an error in the code itself throws, in the usual languages.
    static final Pattern CODE =
            Pattern.compile(
                    "(?i)\\b(AttributeError|TypeError|KeyError|IndexError|NameError|ImportError|ModuleNotFoundError|UnboundLocalError|ValueError|"
                            + "AssertionError|NotImplementedError|UnicodeDecodeError|ZeroDivisionError|RecursionError|NullPointerException|ClassCastException|"
                            + "IllegalArgumentException|IllegalStateException|IndexOutOfBounds\\w*|NoSuchMethodError|ReferenceError|SyntaxError|undefined is not|"
                            + "nil pointer|panic:|index out of range|no such column|no such table|NoneType)\\b");

    @Override
    public String name() {
        return "errors of one part";
    }

    @Override
    public double prior() {
        return -8;
    }

    @Override
    public Set<Class<? extends Hypothesis>> leadsTo() {
        return Set.of(RetryStorm.class);
    }

    @Override
    public void weigh(Scene scene, Weighing to) {
        Kind leading = scene.leading();
        if (leading == null || !leading.fresh()) {
            to.add(Channel.WORDS, -12, "no kind of error or warning is new or came far more often", scene.overview().evidence());
            return;
        }
        boolean code = CODE.matcher(leading.words()).find();
        to.add(
                Channel.WORDS,
                leading.grave() ? 9 : 4,
                String.format(
                        "%s since %s UTC, %d times: %s",
                        leading.change().equals("new") ? "New, not seen in the 2 days before," : "Far more often than in the 2 days before,",
                        Wording.clock(leading.first()),
                        leading.count(),
                        Wording.head(leading.template(), 250)),
                leading.message(),
                List.of(leading.evidence()));
        if (code) {
            to.add(Channel.CHECKS, 5, "it is thrown by code of the service's own: " + Wording.head(leading.template(), 120), leading.evidence());
        }
        Optional<Group> group = scene.groups().stream().filter(Group::tells).findFirst();
        group.ifPresent(
                g ->
                        to.add(
                                Channel.GROUPS,
                                6,
                                Clues.figure(g.failing()) + " of " + Clues.figure(g.ofFailing()) + " failures have " + g.field() + "=" + Wording.head(g.value(), 60) + ", " + Clues.figure(g.fine()) + " of " + Clues.figure(g.ofFine()) + " of the others",
                                g.evidence()));
        Entry example = scene.example();
        String thrown = example == null ? "" : example.thrown();
        to.cause(
                        (code ? "code error: " : "errors: ")
                                + Clues.quoted(leading)
                                + (thrown.isEmpty() || leading.message().contains(thrown) ? "" : " (" + Wording.head(thrown, 120) + ")")
                                + " in "
                                + Clues.where(scene, leading)
                                + group.map(g -> ", on " + last(g.field()) + " " + Wording.head(g.value(), 60) + " alone").orElse("")
                                + Clues.since(leading.first()))
                .since(leading.first())
                .disprovedBy("the same input working in the same place")
                .remedy("mitigate", "Follow one failing entry of " + leading.stream() + " (" + leading.ref() + ") with get_log_context, and set aside what makes it fail")
                .remedy("fix", "Mend " + Clues.where(scene, leading) + ": " + Wording.head(thrown.isEmpty() ? leading.message() : thrown, 150));
    }

    private static String last(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }
}
