package dev.watchkeeper.workplace;

import dev.watchkeeper.analysis.Condition;
import dev.watchkeeper.analysis.Quantity;
import dev.watchkeeper.analysis.series.Figures;
import dev.watchkeeper.catalog.EventMeasure;
import dev.watchkeeper.catalog.EventMetricReader;
import dev.watchkeeper.catalog.EventStream;
import dev.watchkeeper.catalog.LogLevelReader;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.catalog.MetricReader;
import dev.watchkeeper.catalog.Origin;
import dev.watchkeeper.catalog.Slo;
import dev.watchkeeper.catalog.SloConfig;
import dev.watchkeeper.catalog.SloSelection;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Words;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens the objectives that tools.yaml declares. Opening touches no data.
final class Slos {

    private final Map<String, LogStream> logs;
    private final Measures measures;

    private Slos(Map<String, LogStream> logs, Measures measures) {
        this.logs = logs;
        this.measures = measures;
    }

    /// @param problems where those that cannot work are added
    static Map<String, Slo> open(
            Map<String, SloConfig> configs,
            Map<String, LogStream> logs,
            Measures measures,
            List<String> problems) {
        var slos = new Slos(logs, measures);
        var opened = new LinkedHashMap<String, Slo>();
        configs.forEach((name, config) -> {
            try {
                opened.put(name, slos.open(name, config));
            } catch (BadRequest e) {
                problems.add("slos." + name + ": " + e.text());
            }
        });
        return opened;
    }

    private Slo open(String name, SloConfig config) {
        return config.log() == null ? events(name, config) : log(name, config, config.log());
    }

    private Slo log(String name, SloConfig config, String log) {
        LogStream stream = logs.get(log);
        if (stream == null) {
            throw new BadRequest("no log stream " + log + Words.orMeant(log, logs.keySet()));
        }
        Set<String> loggers = Set.copyOf(config.logger());
        return slo(
                name,
                config,
                new Origin(stream.name(), stream.sourceName()),
                new LogLevelReader(stream, null, loggers),
                new LogLevelReader(stream, config.level(), loggers),
                Slo.Part.BAD,
                "of the entries of "
                        + stream.name()
                        + (loggers.isEmpty() ? "" : " by " + String.join(", ", config.logger()))
                        + ", bad are those of "
                        + config.level()
                        + " or graver");
    }

    private Slo events(String name, SloConfig config) {
        EventStream stream = measures.stream(config.stream());
        Origin origin = Origin.of(stream);
        SloSelection good = config.good();
        SloSelection bad = config.bad();
        if (config.event().isEmpty() && good != null && bad != null) {
            return slo(
                    name,
                    config,
                    origin,
                    of(stream, good.event(), good, Map.of()),
                    of(stream, bad.event(), bad, Map.of()),
                    Slo.Part.BAD_BESIDE,
                    "good are "
                            + words(good.event(), good)
                            + ", bad are "
                            + words(bad.event(), bad));
        }
        Map<String, String> where = config.where();
        if (config.value() != null) {
            double below = Objects.requireNonNull(config.below());
            return slo(
                    name,
                    config,
                    origin,
                    between(stream, config, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
                    between(stream, config, Double.NEGATIVE_INFINITY, Math.nextDown(below)),
                    Slo.Part.GOOD,
                    "of "
                            + String.join(", ", config.event())
                            + ", good are those with "
                            + config.value()
                            + " below "
                            + Figures.number(below));
        }
        SloSelection part = Objects.requireNonNull(good != null ? good : bad);
        List<String> types = part.event().isEmpty() ? config.event() : part.event();
        return slo(
                name,
                config,
                origin,
                reader(stream, config.event(), where, null),
                of(stream, types, part, where),
                good != null ? Slo.Part.GOOD : Slo.Part.BAD,
                "of "
                        + String.join(", ", config.event())
                        + (good != null ? ", good are " : ", bad are ")
                        + words(part.event().isEmpty() ? List.of("those") : types, part));
    }

    private static MetricReader of(
            EventStream stream,
            List<String> types,
            SloSelection selection,
            Map<String, String> where) {
        var all = new HashMap<>(where);
        selection
                .where()
                .forEach((field, value) -> {
                    String other = all.put(field, value);
                    if (other != null && !other.equals(value)) {
                        throw new BadRequest(
                                "where asks that "
                                        + field
                                        + " is "
                                        + other
                                        + " and "
                                        + value
                                        + ", so no event can meet it");
                    }
                });
        return reader(stream, types, all, between(selection));
    }

    private static EventMeasure.@Nullable Between between(SloSelection selection) {
        Condition is = selection.is();
        if (selection.field() == null || is == null) {
            return null;
        }
        double low = bound(is.low(), is, Double.NEGATIVE_INFINITY);
        double high = bound(is.high(), is, Double.POSITIVE_INFINITY);
        return new EventMeasure.Between(
                selection.field(),
                is.low() == null || is.lowIncluded() ? low : Math.nextUp(low),
                is.high() == null || is.highIncluded() ? high : Math.nextDown(high),
                null);
    }

    private static double bound(
            @Nullable Quantity quantity, Condition condition, double otherwise) {
        try {
            return quantity == null ? otherwise : quantity.in(null);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(
                    "is \""
                            + condition.text()
                            + "\": write it in the unit of the field, without naming it");
        }
    }

    private static MetricReader between(
            EventStream stream, SloConfig config, double low, double high) {
        String field = Objects.requireNonNull(config.value());
        return reader(
                stream,
                config.event(),
                config.where(),
                new EventMeasure.Between(field, low, high, null));
    }

    private static MetricReader reader(
            EventStream stream,
            List<String> types,
            Map<String, String> where,
            EventMeasure.@Nullable Between between) {
        return new EventMetricReader(
                EventMeasure.of(stream, Set.copyOf(types), where, List.of(), between), false);
    }

    private static String words(List<String> types, SloSelection selection) {
        var words = new StringBuilder(String.join(", ", types));
        selection.where().forEach((key, value) -> words.append(" with " + key + " " + value));
        if (selection.field() != null) {
            words.append(" with " + selection.field() + " " + selection.is());
        }
        return words.toString();
    }

    private static Slo slo(
            String name,
            SloConfig config,
            Origin origin,
            MetricReader counted,
            MetricReader part,
            Slo.Part means,
            String meaning) {
        return new Slo(
                name,
                origin,
                config.objective(),
                config.window(),
                counted,
                part,
                means,
                config.minBad(),
                meaning,
                config.describe(),
                config.notes());
    }
}
