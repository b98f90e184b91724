package dev.watchkeeper.workplace;

import dev.watchkeeper.analysis.Aggregate;
import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.analysis.Quantity;
import dev.watchkeeper.catalog.EventMeasure;
import dev.watchkeeper.catalog.EventMetricReader;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.Gauge;
import dev.watchkeeper.catalog.MeasureConfig;
import dev.watchkeeper.catalog.Metric;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.catalog.Origin;
import dev.watchkeeper.catalog.SqlGauge;
import dev.watchkeeper.catalog.SqlMetricReader;
import dev.watchkeeper.catalog.TimeParameters;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.source.Source;
import dev.watchkeeper.source.SqlSource;
import dev.watchkeeper.source.SqlStatement;
import dev.watchkeeper.source.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Opens numbers over time that tools.yaml declares. Opening touches no data.
final class Measures {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, EventStream> events;
    private final Map<String, Source> sources;
    private final Function<String, MetricReader> samples;
    private final TimeText times;
    private final Duration every;
    private final List<Gauge> gauges = new ArrayList<>();

    /// @param samples the history of what is sampled, by the metric's name
    /// @param times how times in rows of SQL are read
    /// @param every the distance of samples
    Measures(
            Map<String, EventStream> events,
            Map<String, Source> sources,
            Function<String, MetricReader> samples,
            TimeText times,
            Duration every) {
        this.events = events;
        this.sources = sources;
        this.samples = samples;
        this.times = times;
        this.every = every;
    }

    /// What is meant where tools.yaml does not say.
    ///
    /// @param valued how values become one number
    record Usual(Direction bad, Aggregate valued) {
        static final Usual METRIC = new Usual(Direction.BOTH, Aggregate.AVG);
    }

    /// What has to be sampled for the metrics opened so far.
    List<Gauge> gauges() {
        return List.copyOf(gauges);
    }

    /// @throws BadRequest when it cannot work, naming the key at fault
    Metric open(String name, MeasureConfig config, Usual usual) {
        if (config.statement() != null) {
            return sql(name, config, config.statement(), usual);
        }
        EventStream stream = stream(config.stream());
        if (!config.of().isEmpty()) {
            var part = measure(stream, config.event(), config);
            var whole = measure(stream, config.of(), config);
            return metric(
                    name,
                    config,
                    usual,
                    Aggregate.AVG,
                    "%",
                    MINUTE,
                    Origin.of(stream),
                    new EventMetricReader.Share(part, whole));
        }
        boolean counted = config.value() == null;
        Aggregate aggregate =
                config.aggregate() != null
                        ? config.aggregate()
                        : counted ? Aggregate.COUNT : usual.valued();
        return metric(
                name,
                config,
                usual,
                aggregate,
                counted ? null : config.unit(),
                MINUTE,
                Origin.of(stream),
                new EventMetricReader(
                        measure(stream, config.event(), config), aggregate.quantile()));
    }

    /// The event stream of that name; a null name means the only one there is.
    EventStream stream(@Nullable String name) {
        if (name == null && events.size() == 1) {
            return events.values().iterator().next();
        }
        EventStream stream = name == null ? null : events.get(name);
        if (stream == null) {
            throw new BadRequest(
                    name == null
                            ? events.isEmpty()
                                    ? "tools.yaml declares no event stream"
                                    : "stream is needed, one of: "
                                            + String.join(", ", events.keySet())
                            : "no event stream " + name + Words.orMeant(name, events.keySet()));
        }
        return stream;
    }

    private static EventMeasure measure(
            EventStream stream, List<String> types, MeasureConfig config) {
        return EventMeasure.of(
                stream,
                Set.copyOf(types),
                config.where(),
                config.value() == null ? List.of() : List.of(config.value()));
    }

    private Metric sql(String name, MeasureConfig config, String statement, Usual usual) {
        SqlSource source =
                Objects.requireNonNull(sources.get(config.source()))
                        .sql()
                        .orElseThrow(() ->
                                new BadRequest(
                                        "source "
                                                + config.source()
                                                + " does not speak SQL; statement needs one that does"));
        SqlStatement parsed = source.check(statement);
        Origin origin = Origin.of(Objects.requireNonNull(config.source()));
        for (String parameter : parsed.parameters()) {
            if (!TimeParameters.NAMES.contains(parameter)) {
                throw new BadRequest(
                        "the parameters of a statement here are :from, :until, :from_epoch and :until_epoch, got :"
                                + parameter);
            }
        }
        Aggregate aggregate = config.aggregate() != null ? config.aggregate() : usual.valued();
        if (SqlMetricReader.tellsHistory(parsed.parameters())) {
            return metric(
                    name,
                    config,
                    usual,
                    aggregate,
                    config.unit(),
                    MINUTE,
                    origin,
                    new SqlMetricReader(source, statement, times, aggregate.quantile()));
        }
        if (aggregate.quantile() && config.aggregate() != null) {
            throw new BadRequest(
                    "a number that is sampled has no quantiles; give the statement :from and :until, or another aggregate");
        }
        gauges.add(new SqlGauge(name, Objects.requireNonNull(config.source()), source, statement));
        return metric(
                name,
                config,
                usual,
                aggregate.quantile() ? Aggregate.AVG : aggregate,
                config.unit(),
                every.compareTo(MINUTE) > 0 ? every : MINUTE,
                origin,
                samples.apply(name));
    }

    private static Metric metric(
            String name,
            MeasureConfig config,
            Usual usual,
            Aggregate aggregate,
            @Nullable String valueUnit,
            Duration step,
            Origin origin,
            MetricReader reader) {
        String unit = aggregate.unit(valueUnit);
        fits("normal", config.normal(), unit);
        fits("concerning", config.concerning(), unit);
        return new Metric(
                name,
                unit,
                config.bad() == null ? usual.bad() : config.bad(),
                aggregate,
                config.every() == null ? step : config.every(),
                config.normal(),
                config.concerning(),
                config.limit(),
                config.describe(),
                config.notes(),
                origin,
                reader);
    }

    /// @throws BadRequest when the condition's unit does not go with that of the values
    static void fits(String key, @Nullable Condition condition, @Nullable String unit) {
        if (condition == null) {
            return;
        }
        for (Quantity bound : new @Nullable Quantity[] {condition.low(), condition.high()}) {
            try {
                if (bound != null) {
                    double _ = bound.in(unit);
                }
            } catch (IllegalArgumentException e) {
                throw new BadRequest(key + " \"" + condition.text() + "\": " + e.getMessage());
            }
        }
    }
}
