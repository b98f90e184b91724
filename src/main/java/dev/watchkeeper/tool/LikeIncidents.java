package dev.watchkeeper.tool;

import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.incident.Likeness;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.state.FindingStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How like a finding past incidents are: the same finding or message, the same check of the same
/// thing, the same thing, words in common.
final class LikeIncidents {

    private static final double SAME_FINDING = 1;
    private static final double SAME_CHECK = 0.7;
    private static final double SAME_SUBJECT = 0.5;
    private static final double WORDS_AT_MOST = 0.45;
    private static final double FEWEST_SHARED = 0.2;
    private static final int SHOWN_WORDS = 5;

    private final Map<String, FindingStore.Stored> known;

    /// @param known all findings there ever were, by id
    LikeIncidents(Map<String, FindingStore.Stored> known) {
        this.known = known;
    }

    /// How like an incident is, and why.
    ///
    /// @param score from 0 to 1
    record Like(double score, String why) {}

    /// How like an incident is to a finding; null when nothing connects them.
    ///
    /// @param id of the finding, or of a template of messages
    @Nullable Like to(String id, IncidentSummary incident) {
        if (incident.findings().stream().anyMatch(finding -> isOrHolds(finding, id))) {
            return new Like(SAME_FINDING, "same finding");
        }
        FindingStore.Stored stored = known.get(id);
        return stored == null ? null : to(stored.finding(), incident);
    }

    private @Nullable Like to(Finding finding, IncidentSummary incident) {
        List<Finding> about = findings(incident);
        if (about.stream()
                .anyMatch(f ->
                        f.subject().equals(finding.subject())
                                && f.check().equals(finding.check())
                                && !finding.check().equals("errors"))) {
            return new Like(SAME_CHECK, "same check of " + finding.subject());
        }
        var asked = new LinkedHashSet<>(Likeness.words(finding.title()));
        asked.removeAll(Likeness.words(finding.subject()));
        var words = new HashSet<>(Likeness.words(incident.title() + " " + incident.cause()));
        about.forEach(f -> words.addAll(Likeness.words(f.title())));
        Set<String> shared = Likeness.shared(asked, words);
        double share = asked.isEmpty() ? 0 : shared.size() / (double) asked.size();
        boolean subject = about.stream().anyMatch(f -> f.subject().equals(finding.subject()));
        double score =
                Math.max(
                        subject ? SAME_SUBJECT : 0,
                        share >= FEWEST_SHARED && shared.size() > 1 ? WORDS_AT_MOST * share : 0);
        if (score == 0) {
            return null;
        }
        String inCommon =
                shared.size() > 1
                        ? "words in common: "
                                + String.join(", ", shared.stream().limit(SHOWN_WORDS).toList())
                        : "";
        return new Like(
                subject ? score + share / 10 : score,
                subject
                        ? "also about "
                                + finding.subject()
                                + (inCommon.isEmpty() ? "" : "; " + inCommon)
                        : inCommon);
    }

    /// Whether an incident is about something by name: a stream, a metric, a queue, a service.
    boolean about(String name, IncidentSummary incident) {
        return findings(incident).stream()
                        .map(Finding::subject)
                        .anyMatch(subject -> subject.equals(name) || subject.startsWith(name + "."))
                || Stream.of(incident.title(), incident.cause(), incident.id())
                        .anyMatch(text -> stands(name, text));
    }

    private static boolean stands(String name, String text) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(name.toLowerCase(Locale.ROOT));
        return at >= 0
                && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                && (at + name.length() == text.length()
                        || !Character.isLetterOrDigit(text.charAt(at + name.length())));
    }

    private List<Finding> findings(IncidentSummary incident) {
        var findings = new ArrayList<Finding>();
        for (String id : incident.findings()) {
            FindingStore.Stored stored = known.get(id);
            if (stored != null) {
                findings.add(stored.finding());
            }
        }
        return findings;
    }

    /// A finding about a message is called after its template: `p-<template>-<stream>`.
    private static boolean isOrHolds(String finding, String id) {
        return finding.equals(id) || Arrays.asList(finding.split("-", -1)).contains(id);
    }
}
