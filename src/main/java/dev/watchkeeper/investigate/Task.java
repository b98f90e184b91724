package dev.watchkeeper.investigate;

import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.ReviewPeriod;
import java.util.List;

/// What an investigator is sent to do, and what it has to leave behind.
public sealed interface Task {

    /// A task that leaves something in our own store, and may be handed to a launcher.
    sealed interface Lasting extends Task {}

    /// To look into findings and leave an incident.
    ///
    /// @param findings what to look into. An investigator with a model reads them through
    ///   `get_overview`, never in its prompt, because a title may hold text from a log
    record Investigation(List<Finding> findings) implements Lasting {

        public Investigation {
            findings = List.copyOf(findings);
        }

        @Override
        public String noun() {
            return "investigation";
        }

        @Override
        public String leaves() {
            return "incident";
        }

        @Override
        public String instructions() {
            return "investigator.md";
        }

        @Override
        public String prompt() {
            return "Start the investigation described in your system prompt.\n";
        }
    }

    /// To look at everything and leave a review.
    record Review(ReviewPeriod period) implements Lasting {

        @Override
        public String noun() {
            return "review";
        }

        @Override
        public String leaves() {
            return "review";
        }

        @Override
        public String instructions() {
            return "reviewer.md";
        }

        @Override
        public String prompt() {
            return "Start the "
                    + (period.afterDeploy() ? "review after a deploy" : "daily review")
                    + " described in your system prompt, from "
                    + period.range().from()
                    + " until "
                    + period.range().until()
                    + ".\n";
        }
    }

    /// To show that a run can start, reach its tools and be answered; nothing is asked and nothing
    /// left.
    record Trial() implements Task {

        @Override
        public String noun() {
            return "trial";
        }

        @Override
        public String leaves() {
            return "answer";
        }

        @Override
        public String instructions() {
            return "trial.md";
        }

        @Override
        public String prompt() {
            return "Say ready.\n";
        }
    }

    /// What the run is called in a sentence.
    String noun();

    /// What is there in the end, after `no` or `an`.
    String leaves();

    /// The file of the system prompt, in `claude-config/`.
    String instructions();

    /// All that the prompt says. A prompt is read for `@path` and `/command`, so nothing variable
    /// goes into it but times, which are printed from instants.
    String prompt();
}
