package dev.watchkeeper.cli.proposal;

import dev.watchkeeper.cli.ignore.IgnoreTarget;
import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.state.Ignore;
import dev.watchkeeper.state.Proposal;
import dev.watchkeeper.workplace.Workplace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The ignore that a proposal becomes.
final class ProposedIgnore {

    private static final int LONGEST_REASON = 500;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            defaultValue = "30d",
            description =
                    "For an ignore: when it ends, such as 14d or 2027-03-01; at most a year. Default: ${DEFAULT-VALUE}.")
    private String until = "";

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "For an ignore: the log stream it holds for; default: all.")
    private @Nullable String stream;

    /// The ignore, in the name of the person, with the incident as its reason.
    Ignore of(Proposal proposal, Workplace workplace, String author) {
        var now = workplace.clock().instant();
        String reason =
                Characters.line(
                        "proposed by " + proposal.incident() + ": " + proposal.text("reason"));
        return IgnoreTarget.of(
                        proposal.text("pattern"),
                        stream,
                        workplace.findings(),
                        workplace.catalog().logs().keySet())
                .ignore(
                        reason.length() <= LONGEST_REASON
                                ? reason
                                : reason.substring(0, LONGEST_REASON),
                        author,
                        now,
                        IgnoreTarget.end(until, now, workplace.configuration().timezone()),
                        null,
                        null,
                        false,
                        proposal.incident());
    }
}
