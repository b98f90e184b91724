package dev.watchkeeper.workplace;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.MeasureConfig;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.source.TimeText;
import dev.watchkeeper.state.Proposal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The checks that people accepted from proposals, over what tools.yaml declares: bounds of metrics
/// that there are, and new metrics that count events. From here on nothing tells them from those of
/// tools.yaml, which always wins. One whose stream or metric is gone stops nothing, and is said.
public final class AcceptedChecks {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,59}");

    private final List<Proposal> accepted;
    private final ZoneId zone;
    private final List<String> remarks = new ArrayList<>();

    AcceptedChecks(List<Proposal> accepted, ZoneId zone) {
        this.accepted = accepted;
        this.zone = zone;
    }

    /// What is watched, as tools.yaml would say it.
    ///
    /// @param metric the metric, or the name of a new one
    /// @param event what a new one counts; empty for a metric that there is
    public record Measure(
            String metric,
            Condition concerning,
            @Nullable String stream,
            List<String> event,
            List<String> of) {

        /// The keys that are kept.
        public Map<String, Object> keys() {
            var keys = new LinkedHashMap<String, Object>();
            keys.put("concerning", concerning.text());
            if (stream != null) {
                keys.put("stream", stream);
            }
            if (!event.isEmpty()) {
                keys.put("event", event);
            }
            if (!of.isEmpty()) {
                keys.put("of", of);
            }
            return keys;
        }

        static Measure of(Proposal proposal) {
            Map<String, Object> keys = proposal.measure();
            return new Measure(
                    String.valueOf(proposal.name()),
                    Condition.parse(String.valueOf(keys.get("concerning"))),
                    keys.get("stream") instanceof String stream ? stream : null,
                    strings(keys.get("event")),
                    strings(keys.get("of")));
        }
    }

    public static List<String> strings(@Nullable Object list) {
        return list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }

    /// The catalog with the metrics that were accepted.
    Catalog opening(Catalog catalog) {
        var opened = new ArrayList<Metric>();
        for (Proposal proposal : accepted) {
            Measure measure = Measure.of(proposal);
            if (!measure.event().isEmpty()) {
                if (catalog.metrics().containsKey(measure.metric())) {
                    remark(
                            proposal,
                            "tools.yaml declares a metric " + measure.metric() + " itself now");
                } else {
                    attempt(
                            proposal,
                            () -> opened.add(open(catalog, measure, zone, note(proposal))));
                }
            }
        }
        return catalog.with(opened);
    }

    /// The catalog with the bounds that were accepted of metrics that there are.
    Catalog bounding(Catalog catalog) {
        var bounds = new LinkedHashMap<String, Metric>();
        for (Proposal proposal : accepted) {
            Measure measure = Measure.of(proposal);
            if (measure.event().isEmpty()) {
                attempt(
                        proposal,
                        () -> {
                            Metric bound = bound(catalog, measure, note(proposal));
                            bounds.put(bound.name(), bound);
                        });
            }
        }
        return catalog.withEach(metric -> bounds.getOrDefault(metric.name(), metric));
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private static String note(Proposal proposal) {
        return "concerning as accepted by "
                + proposal.decidedBy()
                + " from proposal "
                + proposal.id()
                + " of "
                + proposal.incident();
    }

    private void attempt(Proposal proposal, Runnable opening) {
        try {
            opening.run();
        } catch (BadRequest e) {
            remark(proposal, e.text());
        }
    }

    private void remark(Proposal proposal, String why) {
        remarks.add(
                "the check of proposal "
                        + proposal.id()
                        + " watches nothing: "
                        + why
                        + "; take it back with: watchkeeper proposals reject "
                        + proposal.id());
    }

    /// A new metric that counts events, or gives their share.
    ///
    /// @throws BadRequest when it cannot work, in the words of the command line
    public static Metric open(Catalog catalog, Measure measure, ZoneId zone, String note) {
        if (!NAME.matcher(measure.metric()).matches()) {
            throw new BadRequest(
                    "the name of a new metric must be lower-case letters, digits, - and _, got "
                            + Words.quote(measure.metric()));
        }
        Condition concerning = judging(measure.concerning());
        Direction bad =
                concerning.high() == null
                        ? Direction.HIGH
                        : concerning.low() == null ? Direction.LOW : Direction.BOTH;
        return new Measures(
                        catalog.events(),
                        Map.of(),
                        name -> {
                            throw new BadRequest(name + " cannot be sampled");
                        },
                        new TimeText(zone, InstantSource.system()),
                        Duration.ofMinutes(1))
                .open(
                        measure.metric(),
                        new MeasureConfig(
                                measure.stream(),
                                measure.event(),
                                Map.of(),
                                null,
                                measure.of(),
                                null,
                                null,
                                null,
                                null,
                                bad,
                                null,
                                concerning,
                                null,
                                null,
                                null,
                                List.of(note)),
                        Measures.Usual.METRIC);
    }

    /// A metric that there is, with the bound.
    ///
    /// @throws BadRequest when there is none, or tools.yaml bounds it already
    public static Metric bound(Catalog catalog, Measure measure, String note) {
        Metric metric = catalog.metrics().get(measure.metric());
        if (metric == null) {
            throw new BadRequest(
                    "no metric "
                            + Words.quote(measure.metric())
                            + Words.orMeant(measure.metric(), catalog.metrics().keySet()));
        }
        Condition declared = metric.concerning();
        if (declared != null && declared.judges()) {
            throw new BadRequest(
                    "tools.yaml says what is concerning of "
                            + metric.name()
                            + " already: \""
                            + declared.text()
                            + "\"");
        }
        Condition concerning = judging(measure.concerning());
        Measures.fits("concerning", concerning, metric.unit());
        return metric.concerningAt(concerning).with(note);
    }

    private static Condition judging(Condition condition) {
        if (!condition.judges()) {
            throw new BadRequest(
                    "concerning must be a bound such as \"> 20 for 5m\", got "
                            + Words.quote(condition.text()));
        }
        return condition;
    }
}
