package dev.watchkeeper.investigate.playbook;

import dev.watchkeeper.investigate.playbook.ask.Wording;
import dev.watchkeeper.investigate.playbook.differential.Considered;
import dev.watchkeeper.investigate.playbook.differential.Differential;
import dev.watchkeeper.investigate.playbook.scene.Scene;
import java.util.List;

/// What a reader sees first: the title and the summary.
final class Headline {

    private final Scene scene;
    private final Differential differential;
    private final Outlook outlook;

    Headline(Scene scene, Differential differential, Outlook outlook) {
        this.scene = scene;
        this.differential = differential;
        this.outlook = outlook;
    }

    String title() {
        String what =
                scene.main().check().equals("errors")
                        ? Wording.head(scene.main().title().replaceFirst(": .*", ""), 60)
                        : Wording.head(scene.main().title(), 60);
        Considered mechanism = differential.mechanism();
        return Wording.head(
                what
                        + " since "
                        + Wording.clock(scene.onset())
                        + " UTC"
                        + (mechanism == null ? "" : ": " + mechanism.hypothesis().name()),
                118);
    }

    String summary() {
        Considered cause = differential.cause();
        var text = new StringBuilder();
        text.append(outlook.because()).append(' ');
        text.append(
                Wording.head(
                        Wording.head(scene.main().title(), 120)
                                + " since "
                                + Wording.clock(scene.onset())
                                + " UTC.",
                        180));
        if (cause == null) {
            text.append(" Cause: ").append(Wording.head(differential.sentence(), 330)).append('.');
        } else {
            text.append(" Cause (")
                    .append(differential.confidence())
                    .append(" confidence): ")
                    .append(Wording.head(differential.sentence(), 330))
                    .append('.');
            List<String> consequences =
                    differential.consequences().stream()
                            .limit(3)
                            .map(each -> each.hypothesis().name())
                            .toList();
            if (!consequences.isEmpty()) {
                text.append(" Follows from it: ")
                        .append(String.join(", ", consequences))
                        .append('.');
            }
        }
        return Wording.head(text.toString(), 720) + " Written by rules; no model was involved.";
    }
}
