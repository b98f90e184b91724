package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.budget.Counts;
import dev.watchkeeper.analysis.budget.Forecast;
import dev.watchkeeper.catalog.Slo;
import dev.watchkeeper.catalog.SloStatus;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How an objective stands, in answers.
final class SloAnswer {

    private static final int MOST_SLOS = 40;
    private static final int CHARACTERS = 9_000;

    private SloAnswer() {}

    static Table table() {
        return new Table(
                List.of(
                        "name",
                        "stream",
                        "objective",
                        "window",
                        "good_percent",
                        "budget_left_percent",
                        "burn_rates",
                        "alert",
                        "since",
                        "budget_used_up"),
                CHARACTERS,
                MOST_SLOS);
    }

    static void row(Table table, SloStatus status) {
        Slo slo = status.slo();
        table.add(
                slo.name(),
                slo.stream(),
                slo.objective().toString(),
                Figures.length(slo.window()),
                good(status.budget()),
                percent(status.budgetLeft()),
                burnRates(status),
                alert(status),
                Figures.time(status.onset()),
                usedUp(status));
    }

    /// All of one.
    static Map<String, Object> detail(SloStatus status) {
        Slo slo = status.slo();
        var detail = new LinkedHashMap<String, Object>();
        detail.put("name", slo.name());
        put(detail, "describe", slo.describe());
        detail.put("stream", slo.stream());
        detail.put("meaning", slo.meaning());
        detail.put("objective", slo.objective().toString());
        detail.put("window", Figures.length(slo.window()));
        detail.put("observed", Figures.length(status.observed()));
        Counts budget = status.budget();
        put(detail, "good_percent", good(budget));
        if (budget != null) {
            detail.put("bad", budget.bad());
            detail.put("total", budget.total());
            put(detail, "bad_allowed", Figures.of(slo.objective().allowed() * budget.total()));
        }
        put(detail, "budget_left_percent", percent(status.budgetLeft()));
        put(detail, "budget_used_up", usedUp(status));
        Forecast forecast = status.forecast();
        if (forecast != null) {
            detail.put("forecast_by", "the rate of the last " + Figures.length(forecast.over()));
        }
        detail.put("alert", alert(status));
        put(detail, "since", Figures.time(status.onset()));
        var windows =
                new Table(
                        List.of("window", "bad", "total", "burn_rate", "alerts_above"),
                        CHARACTERS,
                        MOST_SLOS);
        for (SloStatus.Rule rule : status.rules()) {
            window(windows, status, rule.shorter(), rule.rule().rate());
            window(windows, status, rule.longer(), rule.rule().rate());
        }
        detail.put("windows", windows.asMap());
        detail.put("rules", "each alert needs both of its windows above its rate");
        put(detail, "notes", slo.notes().isEmpty() ? null : slo.notes());
        put(detail, "remarks", status.remarks().isEmpty() ? null : status.remarks());
        return detail;
    }

    private static void window(
            Table table, SloStatus status, SloStatus.Window window, double above) {
        boolean told = window.complete() && window.observed();
        table.add(
                Figures.length(window.length()),
                told ? window.counts().bad() : null,
                told ? window.counts().total() : null,
                burn(status.burnRate(window)),
                above);
    }

    private static void put(Map<String, Object> detail, String key, @Nullable Object value) {
        if (value != null) {
            detail.put(key, value);
        }
    }

    /// By window, the shortest first; null where there was nothing to tell it by.
    private static Map<String, @Nullable Number> burnRates(SloStatus status) {
        var rates = new LinkedHashMap<String, @Nullable Number>();
        status.rules().stream()
                .flatMap(rule -> Stream.of(rule.shorter(), rule.longer()))
                .sorted(Comparator.comparing(SloStatus.Window::length))
                .forEach(window ->
                        rates.put(Figures.length(window.length()), burn(status.burnRate(window))));
        return rates;
    }

    private static @Nullable Number burn(double rate) {
        return Figures.of(rate);
    }

    private static @Nullable Number good(@Nullable Counts counts) {
        // four digits would make 99.996 a hundred
        return counts == null || counts.total() == 0
                ? null
                : Math.floor(1e8 * (1 - counts.badShare())) / 1e6;
    }

    private static @Nullable Number percent(double share) {
        return Double.isNaN(share) ? null : Figures.of(100 * share);
    }

    private static String alert(SloStatus status) {
        SloStatus.Rule fires = status.fires();
        return fires != null
                ? (fires.rule().page() ? "page: " : "ticket: ")
                        + "above "
                        + Figures.of(fires.rule().rate())
                        + " over "
                        + Figures.length(fires.rule().longWindow())
                        + " and "
                        + Figures.length(fires.rule().shortWindow())
                : status.rules().stream()
                                .anyMatch(rule -> rule.outcome() == SloStatus.Outcome.CANNOT_TELL)
                        ? "cannot tell"
                        : "none";
    }

    private static @Nullable String usedUp(SloStatus status) {
        if (status.budgetLeft() <= 0) {
            return "already";
        }
        Forecast forecast = status.forecast();
        return forecast == null
                ? null
                : forecast.usedUp() == null
                        ? "not at this rate"
                        : "about " + Figures.time(forecast.usedUp());
    }
}
