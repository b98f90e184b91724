package dev.watchkeeper.check;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.catalog.PatternSurvey;
import dev.watchkeeper.model.LogEntry;
import dev.watchkeeper.schema.Durations;
import dev.watchkeeper.state.Ignore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one ignore hides in the window of one stream. Memory is bounded by the kinds of messages
/// and by the number of its rate's periods in the window.
final class Hidden {

    private final IgnoreRule rule;
    private final PatternSurvey survey;
    private final Map<Long, Long> periods = new HashMap<>();
    private long uncounted;

    Hidden(IgnoreRule rule, List<Template> known) {
        this.rule = rule;
        this.survey = new PatternSurvey(known);
    }

    void add(LogEntry entry) {
        survey.add(entry);
        Ignore kept = rule.kept();
        if (kept == null) {
            return;
        }
        if (entry.time().isAfter(kept.counted())) {
            uncounted++;
        }
        Duration per = kept.ratePer();
        if (per != null) {
            periods.merge(
                    Math.floorDiv(entry.time().toEpochMilli(), per.toMillis()), 1L, Long::sum);
        }
    }

    IgnoreRule rule() {
        return rule;
    }

    PatternSurvey survey() {
        return survey;
    }

    /// How many messages of it no check has counted yet.
    long uncounted() {
        return uncounted;
    }

    /// Why it may hide none of this, as a sentence: it came faster or more often than the ignore
    /// allows. Null when it may.
    @Nullable String exceeded() {
        Ignore kept = rule.kept();
        if (kept == null) {
            return null;
        }
        long most = periods.values().stream().mapToLong(Long::longValue).max().orElse(0);
        if (kept.rate() != null && kept.ratePer() != null && most > kept.rate()) {
            return String.format(
                    "%s hides up to %,d in %s, and there were %,d",
                    rule.name(), kept.rate(), Durations.format(kept.ratePer()), most);
        }
        if (kept.most() != null && kept.hidden() + uncounted > kept.most()) {
            return String.format(
                    "%s hides %,d in all, and there were %,d",
                    rule.name(), kept.most(), kept.hidden() + uncounted);
        }
        return null;
    }
}
