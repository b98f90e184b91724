package dev.watchkeeper.investigate.playbook.scene;

import dev.watchkeeper.investigate.playbook.ask.OrderedFields;
import dev.watchkeeper.investigate.playbook.ask.Questions;
import dev.watchkeeper.investigate.playbook.ask.Reply;
import dev.watchkeeper.model.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A disturbance as far as the tools show it. Each thing is asked when it is first wanted, and only
/// once; what was not answered is empty or null, never a guess.
public final class Scene {

    private static final Duration AROUND = Duration.ofMinutes(30);
    private static final Duration TOGETHER = Duration.ofMinutes(10);
    private static final Duration LONG_BEFORE = Duration.ofHours(3);

    private final Questions questions;
    private final List<Finding> findings;
    private final Instant now;
    private final Finding main;
    private final Instant began;
    private final Overview overview;
    private final Measured measured;
    private final Entries entries;
    private final Background background;
    private final Pace pace;
    private final Lazy<List<Kind>> kinds = new Lazy<>(this::askKinds);
    private final Lazy<List<Kind>> symptoms = new Lazy<>(this::pickSymptoms);
    private final Lazy<Instant> onset = new Lazy<>(this::findOnset);
    private final Lazy<List<Flow>> flows = new Lazy<>(this::askFlows);
    private final Lazy<List<Group>> groups = new Lazy<>(this::askGroups);
    private final Lazy<List<Shift>> shifts = new Lazy<>(this::askShifts);
    private final Lazy<Demand> demand = new Lazy<>(() -> Demand.of(this));
    private final Lazy<List<Moved>> moved = new Lazy<>(this::readMoved);
    private final Lazy<Course> course = new Lazy<>(() -> Course.of(this));

    /// @param findings what is looked into, at least one
    /// @param now what counts as now
    public Scene(Questions questions, List<Finding> findings, Instant now) {
        this.questions = questions;
        this.findings = List.copyOf(findings);
        this.now = now;
        this.main = Onset.main(findings);
        this.began = Onset.began(findings, main);
        this.overview =
                Overview.of(questions.ask("get_overview", OrderedFields.of("within", "2h")));
        this.entries = new Entries(questions, overview, now);
        this.background = new Background(questions, main);
        this.pace = new Pace(questions, overview, now, onset::get);
        this.measured = new Measured(questions, overview, this.findings, onset::get);
    }

    /// The finding that leads.
    public Finding main() {
        return main;
    }

    /// All of what is looked into.
    public List<Finding> findings() {
        return findings;
    }

    /// The findings of one check.
    public List<Finding> findings(String check) {
        return findings.stream().filter(finding -> finding.check().equals(check)).toList();
    }

    /// What counts as now.
    public Instant now() {
        return now;
    }

    /// What there is to ask of.
    public Overview overview() {
        return overview;
    }

    /// Every kind of entry around the time, of every level, the earliest first.
    public List<Kind> kinds() {
        return kinds.get();
    }

    private List<Kind> askKinds() {
        return new KindsQuestion(questions, now).ask(overview.logNames(), began);
    }

    /// Errors and warnings that the days before did not have, or far fewer of, and that nobody
    /// noted as harmless; the earliest first.
    public List<Kind> symptoms() {
        return symptoms.get();
    }

    private List<Kind> pickSymptoms() {
        return kinds().stream()
                .filter(Kind::fresh)
                .filter(Kind::bad)
                .filter(kind -> !kind.notedHarmless())
                .filter(kind ->
                        kind.change().equals("surged")
                                || !kind.first().isBefore(began.minus(TOGETHER)))
                .toList();
    }

    /// When it first hurt.
    public Instant onset() {
        return onset.get();
    }

    private Instant findOnset() {
        return Onset.of(main, began, symptoms(), differs().map(Changed::onset).orElse(null));
    }

    /// What differs from before, in all there is at once; or empty.
    public Optional<Reply> differs() {
        return questions.ask("find_changes", OrderedFields.of("finding", main.id(), "limit", 20));
    }

    /// What differs from before, of every kind; the likeliest cause first.
    public List<Moved> moved() {
        return moved.get();
    }

    private List<Moved> readMoved() {
        return differs().map(reply -> Changed.moved(reply, now)).orElse(List.of());
    }

    /// Single log entries.
    public Entries entries() {
        return entries;
    }

    /// What is known besides what happens now.
    public Background background() {
        return background;
    }

    /// Whether it was fixed.
    public Mended mended() {
        return differs().map(Mended::of).orElseGet(Mended::unknown);
    }

    /// The symptom to look at closely: the finding's own, or the most frequent error; or null.
    public @Nullable Kind leading() {
        return symptoms().stream()
                .filter(kind ->
                        kind.stream().equals(main.subject()) || !main.check().equals("errors"))
                .max(
                        Comparator.comparing((Kind kind) -> kind.template().equals(main.title()))
                                .thenComparing(Kind::grave)
                                .thenComparing(Kind::fails)
                                .thenComparingLong(Kind::count))
                .orElse(null);
    }

    /// Symptoms whose words, or one of whose messages, say such a thing.
    public List<Kind> saying(Pattern words) {
        return symptoms().stream().filter(kind -> words.matcher(kind.words()).find()).toList();
    }

    /// One of the first entries of the leading symptom, in full, or null.
    public @Nullable Entry example() {
        return context().map(reply -> Entry.ofContext(reply.evidence(), reply)).orElse(null);
    }

    /// What came again and again for the request or job of the example, or null.
    public @Nullable Repeats repeats() {
        return context().map(reply -> Repeats.in(reply, overview.eventNames())).orElse(null);
    }

    private Optional<Reply> context() {
        Kind leading = leading();
        return leading == null || leading.ref().isEmpty()
                ? Optional.empty()
                : questions.ask(
                        "get_log_context",
                        OrderedFields.of(
                                "stream",
                                leading.stream(),
                                "ref",
                                leading.ref(),
                                "within",
                                "3m",
                                "limit",
                                60));
    }

    /// How often events of each type came.
    public List<Flow> flows() {
        return flows.get();
    }

    private List<Flow> askFlows() {
        return new FlowsQuestion(questions, now).ask(overview.events(), onset());
    }

    /// Whether more was asked of the service than before.
    public Demand demand() {
        return demand.get();
    }

    /// How long things take.
    public Pace pace() {
        return pace;
    }

    /// Whether it still goes on.
    public Course course() {
        return course.get();
    }

    /// Who makes most of one type of event, where one value of a field of customers stands out and
    /// did not before; or null.
    public @Nullable Share dominant(String type) {
        return new ShareQuestion(questions, now).ask(overview.events(), type, onset());
    }

    /// How many attempts a request makes, now and before, where events say so; or null.
    public @Nullable Attempts attempts() {
        return overview.events().stream()
                .limit(1)
                .map(stream -> new AttemptsQuestion(questions, now).ask(stream, onset()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    /// The one job that makes most of what fails, if one does.
    public Optional<Share> oneJob() {
        return overview.events().stream()
                .limit(1)
                .map(stream -> new OneJobQuestion(questions, now).ask(stream, flows(), onset()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// What has in common that fails and that does not; those that tell something first.
    public List<Group> groups() {
        return groups.get();
    }

    private List<Group> askGroups() {
        return overview.events().stream()
                .limit(1)
                .flatMap(stream ->
                        new GroupsQuestion(questions, now).ask(stream, flows(), onset()).stream())
                .toList();
    }

    /// What was changed in the three hours before the onset and the minutes after, the latest
    /// first.
    public List<Shift> shifts() {
        return shifts.get();
    }

    private List<Shift> askShifts() {
        Instant later = onset().plus(AROUND);
        return new ShiftsQuestion(questions)
                        .ask(
                                overview,
                                changes(),
                                onset().minus(LONG_BEFORE),
                                later.isBefore(now) ? later : now)
                        .stream()
                        .sorted(Comparator.comparing(Shift::time).reversed())
                        .toList();
    }

    /// The answer that holds all that was changed: asked for alone only where rows were left out.
    private Optional<Reply> changes() {
        Optional<Reply> all = differs();
        return all.isPresent() && !all.get().truncated()
                ? all
                : questions.ask(
                        "find_changes",
                        OrderedFields.of("finding", main.id(), "kind", "change", "limit", 30));
    }

    /// Queues, APIs, the machine and metrics.
    public Measured measured() {
        return measured;
    }

    /// What the tools refused or could not tell, a sentence each.
    public List<String> failures() {
        return questions.failures();
    }
}
