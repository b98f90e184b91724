package dev.watchkeeper.check;

import dev.watchkeeper.analysis.budget.Forecast;
import dev.watchkeeper.catalog.Slo;
import dev.watchkeeper.catalog.SloStatus;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Objectives against their error budgets, by the multi-window, multi-burn-rate alerts of the Site
/// Reliability Workbook ([BurnRule]):
///
/// | both windows burn faster than | severity |
/// |---|---|
/// | 14.4 in 1 h and 5 min (2% of the budget) | SEV2 |
/// | 6 in 6 h and 30 min (5%) | SEV2 |
/// | 1 in 3 days and 6 h (10%) | SEV3 |
///
/// The windows are those of an objective of 30 days, and scale with it. Fewer bad events than
/// `min_bad` alarm nobody.
public final class SloCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "slo";

    private static final Duration ALL = Duration.ofSeconds(15);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> run(Watch watch) {
        Collection<Slo> slos = watch.catalog().objectives().slos().values();
        var findings = new ArrayList<Finding>();
        var holding = new HashSet<String>();
        var unknown = new HashSet<String>();
        if (!slos.isEmpty()) {
            watch.progress("reading the error budgets of objectives");
            watch.awaitEventNumbers();
        }
        var deadline = watch.deadline().within(ALL);
        int left = slos.size();
        for (Slo slo : slos) {
            String id = FindingId.of(NAME, slo.name());
            try {
                SloStatus status =
                        SloStatus.of(
                                slo,
                                watch.now(),
                                deadline.within(deadline.remaining().dividedBy(left--)));
                SloStatus.Rule fires = status.fires();
                if (fires != null) {
                    findings.add(Life.holds(watch, held(id, watch, status, fires)));
                    holding.add(id);
                } else if (cannotTell(status)) {
                    unknown.add(id);
                }
            } catch (SourceUnavailable e) {
                unknown.add(id);
                watch.couldNotRead(slo.stream(), e.text());
            }
        }
        findings.addAll(
                Life.ended(watch, NAME, holding, finding -> !unknown.contains(finding.id())));
        return findings;
    }

    /// What cannot be told now is not over.
    private static boolean cannotTell(SloStatus status) {
        return status.rules().stream()
                .anyMatch(rule -> rule.outcome() == SloStatus.Outcome.CANNOT_TELL);
    }

    private static Life.Held held(String id, Watch watch, SloStatus status, SloStatus.Rule fires) {
        Slo slo = status.slo();
        double longer = status.burnRate(fires.longer());
        var facts = new ArrayList<String>();
        facts.add(
                "burn rate "
                        + Amounts.number(longer)
                        + " over "
                        + Span.words(fires.longer().length())
                        + " and "
                        + Amounts.number(status.burnRate(fires.shorter()))
                        + " over "
                        + Span.words(fires.shorter().length())
                        + "; "
                        + (fires.rule().page() ? "a page" : "a ticket")
                        + " above "
                        + Amounts.number(fires.rule().rate()));
        budget(status, watch).ifPresent(facts::add);
        facts.add(slo.meaning());
        facts.addAll(status.remarks());
        return new Life.Held(
                id,
                NAME,
                slo.stream(),
                fires.rule().page() ? Severity.SEV2 : Severity.SEV3,
                slo.name()
                        + ": "
                        + Amounts.number(100 * fires.longer().counts().badShare())
                        + "% bad in "
                        + Span.words(fires.longer().length())
                        + ", "
                        + Amounts.number(longer)
                        + "x what "
                        + slo.objective()
                        + " allows",
                facts,
                Objects.requireNonNullElse(
                        status.onset(), watch.now().minus(fires.longer().length())),
                fires.longer().counts().bad());
    }

    private static Optional<String> budget(SloStatus status, Watch watch) {
        double left = status.budgetLeft();
        if (Double.isNaN(left)) {
            return Optional.empty();
        }
        String of = " of the error budget of " + Span.words(status.slo().window());
        if (left <= 0) {
            return Optional.of(Amounts.number(100 * (1 - left)) + "%" + of + " is used: missed");
        }
        Forecast forecast = status.forecast();
        return Optional.of(
                Amounts.number(100 * left)
                        + "%"
                        + of
                        + " is left"
                        + (forecast == null
                                ? ""
                                : forecast.usedUp() == null
                                        ? ", not used up at this rate"
                                        : ", used up about "
                                                + Amounts.time(forecast.usedUp(), watch.now())
                                                + " at this rate"));
    }
}
