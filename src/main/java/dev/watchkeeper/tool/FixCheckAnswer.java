package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.ExceptionSignature;
import dev.watchkeeper.analysis.TracebackFiles;
import dev.watchkeeper.analysis.fix.Candidate;
import dev.watchkeeper.analysis.fix.Fix;
import dev.watchkeeper.analysis.fix.Trouble;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.FixInquiry;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.model.Change;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.LogFilter;
import dev.watchkeeper.source.LogQuery;
import dev.watchkeeper.source.Order;
import dev.watchkeeper.state.FindingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Whether a finding was fixed, as a part of an answer.
final class FixCheckAnswer {

    /// The texts in it that strangers wrote.
    static final List<String> UNTRUSTED =
            List.of("fix_check.because", "fix_check.running.text", "fix_check.candidates.rows");

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_ENTRIES = 50;
    private static final int MOST_CANDIDATES = 5;
    private static final int SHORTEST_WORD = 4;

    /// Names that any message may have.
    private static final Set<String> COMMON =
            Set.of(
                    "error",
                    "exception",
                    "runtimeerror",
                    "valueerror",
                    "typeerror",
                    "keyerror",
                    "main",
                    "call",
                    "execute",
                    "handle",
                    "handler",
                    "process",
                    "start",
                    "invoke",
                    "panic",
                    "module",
                    "lambda",
                    "wrapper",
                    "host");

    private final Catalog catalog;
    private final Instant now;
    private final Deadline deadline;
    private final Set<String> places = new LinkedHashSet<>();
    private final Set<String> words = new LinkedHashSet<>();

    private FixCheckAnswer(Catalog catalog, Call call) {
        this.catalog = catalog;
        this.now = call.now();
        this.deadline = call.deadline();
    }

    /// Keys: `fix`, one of `not fixed`, `fixed by commit …, not yet deployed`, `deployed, and it
    /// stopped`, `deployed, and it recurs`, `recovered with nothing changed: not fixed`, `cannot
    /// tell`; `because`, a sentence; where known `commit` and `deployed_at`; `running`, what ran
    /// when it began; `candidates`, what was committed since; `looked_at`, the streams of changes;
    /// `remarks`.
    static Map<String, Object> of(Catalog catalog, FindingStore.Stored stored, Call call) {
        return new FixCheckAnswer(catalog, call).answer(stored);
    }

    private Map<String, Object> answer(FindingStore.Stored stored) {
        Finding finding = stored.finding();
        learn(finding);
        FixInquiry.Answer asked =
                FixInquiry.ask(
                        catalog.changes().values(), trouble(stored), places, words, now, deadline);
        var answer = new LinkedHashMap<String, Object>();
        Fix fix = asked.fix();
        answer.put("fix", fix.words());
        answer.put("because", Excerpt.head(fix.because(), 600));
        if (fix.commit() != null) {
            answer.put("commit", fix.commit());
        }
        if (fix.deployed() != null) {
            answer.put("deployed_at", fix.deployed().toString());
        }
        Change running = asked.running();
        if (running != null) {
            var ran = new LinkedHashMap<String, Object>();
            ran.put("since", running.time().toString());
            if (running.version() != null) {
                ran.put("version", Excerpt.head(running.version(), 60));
            }
            ran.put("text", Excerpt.head(running.text(), 120));
            answer.put("running", ran);
        }
        if (!asked.candidates().isEmpty()) {
            answer.put("candidates", candidates(asked.candidates()));
        }
        answer.put("looked_at", asked.streams());
        if (!asked.remarks().isEmpty()) {
            answer.put("remarks", asked.remarks());
        }
        return answer;
    }

    private static Map<String, Object> candidates(List<Candidate> candidates) {
        var table = new Table(List.of("commit", "time", "likely", "why"), 1_500, MOST_CANDIDATES);
        for (Candidate candidate : candidates) {
            table.add(
                    candidate.shortId(),
                    candidate.time().toString(),
                    candidate.likely(),
                    candidate.why());
        }
        return table.asMap();
    }

    private static Trouble trouble(FindingStore.Stored stored) {
        Finding finding = stored.finding();
        // A finding that is back is a new trouble, whatever its first day was.
        return new Trouble(
                stored.episode() > 1 && stored.found().isAfter(finding.first())
                        ? stored.found()
                        : finding.first(),
                finding.last(),
                finding.count(),
                finding.state() == FindingState.RESOLVED,
                stored.checked().isBefore(finding.last()) ? finding.last() : stored.checked());
    }

    /// What the finding concerns: its subject, and where the errors came from that it counts.
    private void learn(Finding finding) {
        words.add(finding.id());
        LogStream log = catalog.logs().get(finding.subject());
        if (log == null) {
            for (String part : finding.subject().split("[^\\p{Alnum}]+", -1)) {
                word(part);
            }
            return;
        }
        try {
            log.source()
                    .read(
                            new LogQuery(
                                    new TimeRange(
                                            finding.last(),
                                            finding.last().plus(Duration.ofMillis(1))),
                                    Order.OLDEST_FIRST,
                                    LogFilter.ALL,
                                    deadline.within(PATIENCE)),
                            entry -> {
                                learn(entry);
                                return places.size() < MOST_ENTRIES;
                            });
        } catch (SourceUnavailable e) {
            // What it concerns stays less known; the inquiry says what it could not read.
            words.add(finding.subject());
        }
    }

    private void learn(LogEntry entry) {
        if (entry.level() != null && !entry.level().atLeast(Level.WARN)) {
            return;
        }
        if (!entry.logger().isEmpty()) {
            places.add(entry.logger());
        }
        String exception = Objects.requireNonNullElse(entry.exception(), "");
        places.addAll(TracebackFiles.of(exception));
        ExceptionSignature.of(exception)
                .ifPresent(signature -> {
                    word(signature.type().substring(signature.type().lastIndexOf('.') + 1));
                    if (signature.own()) {
                        word(signature.frame().substring(signature.frame().lastIndexOf(':') + 1));
                    }
                });
    }

    private void word(String word) {
        if (word.length() >= SHORTEST_WORD
                && !COMMON.contains(word.toLowerCase(java.util.Locale.ROOT))) {
            words.add(word);
        }
    }
}
