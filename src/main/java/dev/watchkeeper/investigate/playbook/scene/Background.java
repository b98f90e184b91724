package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.model.Finding;
import java.util.List;

/// What is known besides what happens now: what was like it before, and what is promised.
public final class Background {

    private final Questions questions;
    private final Finding main;

    Background(Questions questions, Finding main) {
        this.questions = questions;
        this.main = main;
    }

    /// Like incidents of the past, with what a person said of each; those most like it first.
    public List<Past> past() {
        return questions
                .ask("search_incidents", OrderedFields.of("finding", main.id()))
                .map(Past::of)
                .orElse(List.of());
    }

    /// How the declared objectives stand.
    public List<Objective> objectives() {
        return questions
                .ask("get_slo_status", OrderedFields.of())
                .map(Objective::of)
                .orElse(List.of());
    }
}
