package dev.watchkeeper.cli.proposal;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.state.Proposal;
import dev.watchkeeper.workplace.AcceptedChecks;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is to be watched of a proposed check: as it was proposed, or as a person says instead.
public final class ProposedMeasure {

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description =
                    "For a check: the metric, or the name of a new one; default: as proposed.")
    private @Nullable String metric;

    @Option(
            names = "--concerning",
            paramLabel = "BOUND",
            description =
                    "For a check: what is concerning, such as \"> 20 for 5m\"; default: as proposed.")
    private @Nullable String concerning;

    @Option(
            names = "--event",
            paramLabel = "TYPE",
            split = ",",
            description = "For a new metric: the event types that it counts. May be repeated.")
    private List<String> event = List.of();

    @Option(
            names = "--of",
            paramLabel = "TYPE",
            split = ",",
            description =
                    "For a new metric: the event types of which those are a share, in percent.")
    private List<String> of = List.of();

    @Option(
            names = "--event-stream",
            paramLabel = "NAME",
            description =
                    "For a new metric: the event stream; default: as proposed, or the only one.")
    private @Nullable String stream;

    /// What is watched.
    ///
    /// @param metric the metric with its bound
    public record Wanted(AcceptedChecks.Measure measure, Metric metric) {}

    /// What a proposed check would watch, with what a person said in its place.
    ///
    /// @throws BadRequest when nothing can watch it, saying what is missing
    public Wanted of(Proposal proposal, Catalog catalog, ZoneId zone) {
        String name = metric != null ? metric : proposal.text("metric");
        String bound = concerning != null ? concerning : proposal.text("concerning");
        if (name.isBlank() || bound.isBlank()) {
            throw new BadRequest(
                    "proposal "
                            + proposal.id()
                            + " is words alone, which nothing can watch; say what to watch:"
                            + " --metric NAME --concerning \"> 20 for 5m\", and for a new metric --event TYPE (metrics: "
                            + Words.list(catalog.metrics().keySet())
                            + ")");
        }
        boolean known = catalog.metrics().containsKey(name);
        var measure =
                new AcceptedChecks.Measure(
                        name,
                        Condition.parse(bound),
                        known ? null : stream != null ? stream : proposedStream(proposal),
                        known ? List.of() : events(proposal),
                        known ? List.of() : shares(proposal));
        String note = "concerning as proposed by " + proposal.incident();
        if (known) {
            return new Wanted(measure, AcceptedChecks.bound(catalog, measure, note));
        }
        if (measure.event().isEmpty()) {
            throw new BadRequest(
                    "no metric "
                            + Words.quote(name)
                            + Words.orMeant(name, catalog.metrics().keySet())
                            + "; a new one needs --event TYPE");
        }
        return new Wanted(measure, AcceptedChecks.open(catalog, measure, zone, note));
    }

    private static @Nullable String proposedStream(Proposal proposal) {
        String stream = proposal.text("stream");
        return stream.isBlank() ? null : stream;
    }

    private List<String> events(Proposal proposal) {
        return event.isEmpty() ? AcceptedChecks.strings(proposal.body().get("event")) : event;
    }

    private List<String> shares(Proposal proposal) {
        return of.isEmpty() ? AcceptedChecks.strings(proposal.body().get("of")) : of;
    }
}
