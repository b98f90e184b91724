package dev.watchkeeper.check;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.KnownTemplates;
import dev.watchkeeper.state.PulseStore;
import dev.watchkeeper.state.TemplateHours;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The circumstances of one run of the checks, and what they saw on the way.
public final class Watch {

    private final Catalog catalog;
    private final Ignores ignores;
    private final FindingStore findings;
    private final KnownTemplates templates;
    private final TemplateHours hours;
    private final Instant now;
    private final Duration window;
    private final Duration baseline;
    private final Level minLevel;
    private final Deadline deadline;
    private final Consumer<String> progress;
    private final Map<String, Activity> activities = new LinkedHashMap<>();
    private final Map<String, String> unread = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<Circumstance> circumstances = new ArrayList<>();
    private final Numbers numbers = new Numbers(this);
    private Runnable ready = () -> {};

    /// @param window how far back "now" reaches, at least
    /// @param baseline how much time before the window it is compared with
    /// @param minLevel the least grave level that is looked at
    /// @param deadline when to stop reading; the windows of all streams are read before any
    ///   baseline
    /// @param progress told what is being done, for a person who waits
    public Watch(
            Catalog catalog,
            Ignores ignores,
            FindingStore findings,
            KnownTemplates templates,
            TemplateHours hours,
            Instant now,
            Duration window,
            Duration baseline,
            Level minLevel,
            Deadline deadline,
            Consumer<String> progress) {
        this.catalog = catalog;
        this.ignores = ignores;
        this.findings = findings;
        this.templates = templates;
        this.hours = hours;
        this.now = now;
        this.window = window;
        this.baseline = baseline;
        this.minLevel = minLevel;
        this.deadline = deadline;
        this.progress = progress;
    }

    /// What was seen of one stream within the window.
    ///
    /// @param kind `entries` or `events`
    /// @param complete whether all of the window was looked at
    public record Activity(
            String stream, String kind, long count, long errors, long warnings, boolean complete) {}

    public Catalog catalog() {
        return catalog;
    }

    public Ignores ignores() {
        return ignores;
    }

    public FindingStore findings() {
        return findings;
    }

    public KnownTemplates templates() {
        return templates;
    }

    public TemplateHours hours() {
        return hours;
    }

    /// When each kind of event and message came.
    PulseStore pulses() {
        return new PulseStore(hours.database());
    }

    public Instant now() {
        return now;
    }

    public Level minLevel() {
        return minLevel;
    }

    public Deadline deadline() {
        return deadline;
    }

    /// From the full hour that lies at least a window's length back, until now: whole hours before
    /// it can be counted once and for all.
    public TimeRange window() {
        return new TimeRange(now.minus(window).truncatedTo(ChronoUnit.HOURS), now);
    }

    /// The time before the window, in whole hours.
    public TimeRange baseline() {
        Instant until = window().from();
        return new TimeRange(until.minus(baseline).truncatedTo(ChronoUnit.HOURS), until);
    }

    public void progress(String doing) {
        progress.accept(doing);
    }

    public void saw(Activity activity) {
        activities.put(activity.stream(), activity);
    }

    /// A stream could not be read, for this reason: what happens there is unobserved.
    public void couldNotRead(String stream, String reason) {
        unread.putIfAbsent(stream, reason);
    }

    /// The streams that could not be read, with the reason.
    public Map<String, String> unread() {
        return Collections.unmodifiableMap(unread);
    }

    /// Something a person should know that is no finding.
    public void remark(String remark) {
        remarks.add(remark);
    }

    /// Lets numbers that are made of events wait for this, which may take a while beside the other
    /// checks.
    public void eventNumbersAfter(Runnable ready) {
        this.ready = ready;
    }

    /// The numbers of this round, read when they are first asked for.
    Numbers numbers() {
        return numbers;
    }

    /// Waits until numbers that are made of events can be read fast.
    void awaitEventNumbers() {
        ready.run();
    }

    /// Something is out of the ordinary that may explain a symptom.
    void meanwhile(Circumstance circumstance) {
        circumstances.add(circumstance);
    }

    List<Circumstance> circumstances() {
        return List.copyOf(circumstances);
    }

    public List<Activity> activities() {
        return List.copyOf(activities.values());
    }

    public List<String> remarks() {
        return Collections.unmodifiableList(remarks);
    }
}
