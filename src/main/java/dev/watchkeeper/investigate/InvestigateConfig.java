package dev.watchkeeper.investigate;

import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Who investigates, and what that may cost.
@Doc("who investigates, and what that may cost")
public record InvestigateConfig(
        @Doc("auto takes claude where it can start, else the playbook, which uses no model")
                @Default("auto")
                InvestigatorChoice investigator,
        @Doc("name or alias of the model") @Range(min = 1) @Default("sonnet") String model,
        @Doc("the claude program; looked for in the usual places if left out")
                @Nullable Path claude,
        @Doc("what an investigation, and all of a day, may cost") @Default("{}") Budget budget) {

    /// The caps of one investigation, and of all together.
    public record Budget(
            @Doc("most answers of the model in one run") @Range(min = 1, max = 500) @Default("30")
                    int turns,
            @Doc("most minutes of one run") @Range(min = 1, max = 60) @Default("3") int minutes,
            @Doc("most dollars for one run") @Default("1.00") double dollarsPerRun,
            @Doc("most dollars in 24 hours") @Default("5.00") double dollarsPerDay,
            @Doc("most runs in an hour") @Range(min = 0, max = 60) @Default("4") int runsPerHour) {

        public Budget {
            if (dollarsPerRun <= 0 || dollarsPerDay <= 0) {
                throw new IllegalArgumentException(
                        "dollars_per_run and dollars_per_day must be above 0");
            }
        }

        /// The wall clock of one run.
        public Duration time() {
            return Duration.ofMinutes(minutes);
        }
    }
}
