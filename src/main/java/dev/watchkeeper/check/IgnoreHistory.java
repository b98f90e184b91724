package dev.watchkeeper.check;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.LogStream;
import dev.watchkeeper.check.IgnorePreview.Affected;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.Ignore;
import dev.watchkeeper.state.KnownTemplates;
import dev.watchkeeper.state.TemplateHours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Works out what an ignore would have hidden: from the logs as far as they go and time allows, and
/// before that from the hours and findings that the checks kept.
///
/// @param incidents the ids of the incidents within the range that a finding belongs to, by the
///   finding's id
/// @param watching the least grave level that the check looks at
public record IgnoreHistory(
        Catalog catalog,
        FindingStore findings,
        KnownTemplates templates,
        TemplateHours hours,
        Function<String, List<String>> incidents,
        Level watching) {

    /// Looks back over a range.
    ///
    /// @param deadline when to stop reading logs; what was not read is said
    /// @param progress told what is being read
    public IgnorePreview of(
            Ignore ignore, TimeRange range, Deadline deadline, Consumer<String> progress) {
        IgnoreRule rule = IgnoreRule.of(ignore);
        var streams = new ArrayList<IgnorePreview.Stream>();
        var remarks = new ArrayList<String>();
        Set<String> ids = new HashSet<>();
        if (rule.finding() != null) {
            ids.add(rule.finding());
            counted(rule.finding(), range).ifPresent(streams::add);
        }
        for (LogStream stream : catalog.logs().values()) {
            if (rule.template() != null
                    && (rule.stream() == null || rule.stream().equals(stream.name()))) {
                progress.accept("reading " + stream.name());
                StreamHistory history = new StreamHistory(this, rule, stream, range);
                try {
                    history.read(deadline);
                } catch (SourceUnavailable e) {
                    remarks.add(stream.name() + " cannot be read: " + e.text());
                }
                history.count();
                remarks.addAll(history.remarks());
                ids.addAll(history.findingIds());
                if (history.messages() > 0) {
                    streams.add(history.result());
                }
            }
        }
        return new IgnorePreview(
                range.from(), range.until(), streams, affected(rule, ids, range), remarks);
    }

    private List<Affected> affected(IgnoreRule rule, Set<String> ids, TimeRange range) {
        return findings.all().stream()
                .filter(stored ->
                        !stored.finding().last().isBefore(range.from())
                                && stored.finding().first().isBefore(range.until()))
                .filter(stored ->
                        ids.contains(stored.finding().id())
                                || titled(rule, stored.finding().subject(), stored))
                .map(stored -> new Affected(stored, incidents.apply(stored.finding().id())))
                .toList();
    }

    /// Whether the finding is of a kind of message that the template takes in.
    private static boolean titled(IgnoreRule rule, String subject, FindingStore.Stored stored) {
        Template template = rule.template();
        return template != null
                && stored.finding().check().equals(ErrorPatternCheck.NAME)
                && (rule.stream() == null || rule.stream().equals(subject))
                && template.matches(stored.finding().title());
    }

    /// What is known of a finding about a kind of message from the hours that were counted.
    private Optional<IgnorePreview.Stream> counted(String id, TimeRange range) {
        return findings.find(id)
                .map(FindingStore.Stored::finding)
                .filter(finding -> finding.check().equals(ErrorPatternCheck.NAME))
                .filter(finding -> catalog.logs().containsKey(finding.subject()))
                .map(finding -> {
                    String template = id.split("-", -1)[1];
                    Map<Instant, Long> counts =
                            hours.counts(finding.subject(), range).getOrDefault(template, Map.of());
                    long all = counts.values().stream().mapToLong(Long::longValue).sum();
                    return new IgnorePreview.Stream(
                            finding.subject(),
                            Math.max(all, finding.count()),
                            1,
                            counts.keySet().stream()
                                    .min(Instant::compareTo)
                                    .filter(hour -> hour.isBefore(finding.first()))
                                    .orElse(finding.first()),
                            finding.last(),
                            counts.values().stream()
                                    .mapToLong(Long::longValue)
                                    .max()
                                    .orElse(finding.count()),
                            all,
                            List.of(finding.title()));
                });
    }

    /// The templates that are known of a stream.
    List<Template> known(LogStream stream) {
        return templates.of(stream.name()).stream()
                .map(known -> new Template(known.id(), known.text()))
                .toList();
    }
}
