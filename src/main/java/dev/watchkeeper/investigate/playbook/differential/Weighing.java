package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers what one hypothesis finds.
public final class Weighing {

    private final Hypothesis hypothesis;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Remedy> remedies = new ArrayList<>();
    private String cause;
    private @Nullable String disprovedBy;
    private @Nullable Instant since;
    private @Nullable Trigger trigger;

    Weighing(Hypothesis hypothesis) {
        this.hypothesis = hypothesis;
        this.cause = hypothesis.name();
    }

    /// Something that speaks for it, or against it with a weight below 0.
    public Weighing add(Channel channel, double decibans, String text, String... shownBy) {
        return add(channel, decibans, text, null, List.of(shownBy));
    }

    /// The same, with a text to cite of the first answer.
    public Weighing add(
            Channel channel,
            double decibans,
            String text,
            @Nullable String quote,
            List<String> shownBy) {
        evidence.add(
                new Evidence(
                        channel,
                        decibans,
                        text,
                        shownBy.stream().filter(id -> !id.isEmpty()).distinct().toList(),
                        quote));
        return this;
    }

    /// The cause in a sentence without its end: the mechanism and the thing.
    public Weighing cause(String text) {
        cause = text;
        return this;
    }

    /// When it began, where that is known; of several the earliest.
    public Weighing since(@Nullable Instant time) {
        if (time != null && (since == null || time.isBefore(since))) {
            since = time;
        }
        return this;
    }

    /// What brought it about.
    public Weighing trigger(Trigger by) {
        trigger = by;
        return this;
    }

    /// What would show that it is not so.
    public Weighing disprovedBy(String text) {
        disprovedBy = text;
        return this;
    }

    /// Something to do about it.
    public Weighing remedy(String kind, String what) {
        remedies.add(new Remedy(what, kind));
        return this;
    }

    /// What speaks for it so far.
    boolean anyFor() {
        return evidence.stream().anyMatch(Evidence::speaksFor);
    }

    Considered considered() {
        return new Considered(
                hypothesis,
                List.copyOf(evidence),
                cause,
                since,
                trigger,
                disprovedBy,
                List.copyOf(remedies));
    }
}
