package dev.watchkeeper.check;

import dev.watchkeeper.analysis.series.Comparison;
import dev.watchkeeper.analysis.series.Verdict;
import dev.watchkeeper.catalog.Api;
import dev.watchkeeper.catalog.ApiUsage;
import dev.watchkeeper.catalog.MetricJudgement;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.model.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// APIs against what their providers allow, one finding for each API:
///
/// | in the last 15 minutes | severity |
/// |---|---|
/// | 10 calls or more, and one in 20, refused with 429 | SEV2 |
/// | a limit reached | SEV2, or SEV3 where statuses show that hardly any call was refused |
/// | 90% of a limit, see [LimitState] | SEV3 |
/// | a limit reached within 30 minutes at the present trend | SEV3 |
///
/// A limit that is neared without refusals by as many calls as on any such day is SEV4: somebody
/// paces the calls.
public final class LimitsCheck implements Check {

    /// Its name in tools.yaml.
    public static final String NAME = "limits";

    private static final long MANY_REFUSED = 10;
    private static final double REFUSED_SHARE = 0.05;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> run(Watch watch) {
        var findings = new ArrayList<Finding>();
        var holding = new HashSet<String>();
        var told = new HashSet<String>();
        for (Api api : watch.catalog().apis().values()) {
            if (api.limits().isEmpty() && api.calls().status() == null) {
                continue;
            }
            Optional<ApiUsage> usage = watch.numbers().usage(api);
            if (usage.isEmpty() || !usage.get().report().complete()) {
                continue;
            }
            told.add(api.name());
            var seen = new Seen(watch, usage.get());
            seen.circumstances().forEach(watch::meanwhile);
            Severity severity = seen.severity();
            if (severity != null) {
                Finding finding = Life.holds(watch, seen.held(severity));
                findings.add(finding);
                holding.add(finding.id());
            }
        }
        findings.addAll(
                Life.ended(watch, NAME, holding, finding -> told.contains(finding.subject())));
        return findings;
    }

    /// What was seen of one API.
    private static final class Seen {
        private final Watch watch;
        private final ApiUsage usage;
        private final List<LimitState> limits;
        private final long calls;
        private final long refused;

        Seen(Watch watch, ApiUsage usage) {
            this.watch = watch;
            this.usage = usage;
            this.limits =
                    usage.limits().stream()
                            .map(use -> LimitState.of(use, watch.now()))
                            .sorted(Comparator.comparing(LimitState::nearness).reversed())
                            .toList();
            this.calls = lately("calls");
            this.refused = lately("rate_limited");
        }

        private String name() {
            return usage.api().name();
        }

        private @Nullable MetricJudgement judgement(String part) {
            return watch.numbers().judged().get(name() + "." + part);
        }

        /// How many there were in the last 15 minutes, in whole buckets.
        private long lately(String part) {
            MetricJudgement judgement = judgement(part);
            if (judgement == null) {
                return 0;
            }
            Instant from = watch.now().minus(LimitState.LATELY);
            return judgement.history().buckets().stream()
                    .filter(bucket ->
                            bucket.start().plus(judgement.history().width()).isAfter(from))
                    .mapToLong(bucket -> bucket.count())
                    .sum();
        }

        private boolean refuses() {
            return refused >= MANY_REFUSED && refused >= REFUSED_SHARE * calls;
        }

        /// Whether there are no more calls than usual; unknown is no.
        private boolean asEver() {
            MetricJudgement judgement = judgement("calls");
            return judgement != null
                    && judgement.assessment().verdict() == Verdict.NORMAL
                    && !refuses();
        }

        @Nullable Severity severity() {
            if (refuses()) {
                return Severity.SEV2;
            }
            if (limits.isEmpty() || !limits.getFirst().tells()) {
                return null;
            }
            return switch (limits.getFirst().nearness()) {
                case FAR -> null;
                case SOON -> asEver() ? null : Severity.SEV3;
                case NEAR -> asEver() ? Severity.SEV4 : Severity.SEV3;
                case REACHED ->
                        asEver()
                                ? Severity.SEV4
                                : usage.rateLimited() == null ? Severity.SEV2 : Severity.SEV3;
            };
        }

        Life.Held held(Severity severity) {
            Instant since =
                    limits.stream()
                            .filter(LimitState::tells)
                            .map(LimitState::since)
                            .filter(Objects::nonNull)
                            .map(Objects::requireNonNull)
                            .min(Comparator.naturalOrder())
                            .orElse(watch.now().minus(LimitState.LATELY));
            return new Life.Held(
                    FindingId.of("api", name() + "-limit"),
                    NAME,
                    name(),
                    severity,
                    refuses()
                            ? name() + " refuses calls with 429: " + refusedOf()
                            : name() + " " + limits.getFirst().words(),
                    facts(),
                    since,
                    Math.max(1, refused));
        }

        private String refusedOf() {
            return Amounts.count(refused)
                    + " of "
                    + Amounts.count(Math.max(calls, refused))
                    + " in "
                    + Span.words(LimitState.LATELY);
        }

        private List<String> facts() {
            var facts = new ArrayList<String>();
            limits.stream()
                    .filter(LimitState::tells)
                    .limit(2)
                    .map(LimitState::fact)
                    .forEach(facts::add);
            if (!refuses() && usage.rateLimited() != null) {
                facts.add(
                        refused == 0
                                ? "no call refused with 429 in " + Span.words(LimitState.LATELY)
                                : "refused with 429: " + refusedOf());
            }
            MetricJudgement judged = judgement("calls");
            Comparison usual = judged == null ? null : judged.usual();
            Double now = judged == null ? null : judged.now();
            if (judged != null && usual != null && usual.median() != null && now != null) {
                String unit = judged.metric().unit();
                facts.add(
                        "calls: "
                                + Amounts.value(now, unit)
                                + (usual.median() > 0
                                        ? ", "
                                                + Amounts.number(now / usual.median())
                                                + "x of the usual "
                                        : "; usual: ")
                                + Amounts.usual(usual, null));
            }
            if (usage.api().limitsFrom() != null && !limits.isEmpty()) {
                facts.add("limits: " + usage.api().limitsFrom());
            }
            return facts;
        }

        List<Circumstance> circumstances() {
            var all = new ArrayList<Circumstance>();
            if (refused > 0) {
                all.add(
                        new Circumstance(
                                name(),
                                refuses(),
                                null,
                                name() + " refused calls with 429: " + refusedOf()));
            }
            limits.stream()
                    .filter(LimitState::tells)
                    .limit(1)
                    .map(state ->
                            new Circumstance(
                                    name(), true, state.since(), name() + " " + state.words()))
                    .forEach(all::add);
            return all;
        }
    }
}
