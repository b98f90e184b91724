package dev.watchkeeper.tool;

import dev.watchkeeper.disclosure.Excerpt;
import dev.watchkeeper.incident.IncidentFiles;
import dev.watchkeeper.incident.IncidentSummary;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import dev.watchkeeper.state.Feedback;
import dev.watchkeeper.state.FeedbackStore;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.StateDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was like this before: past incidents, what they were thought to be, and what a person said
/// of that.
///
/// Only the heads of the files are kept in memory; a text is looked for in one file after the
/// other, the newest first.
public final class SearchIncidentsTool implements Tool<SearchIncidentsTool.Arguments> {

    private static final int MOST = 12;
    private static final int LONGEST = 240;

    private final Supplier<List<IncidentSummary>> incidents;
    private final IncidentFiles files;
    private final FindingStore findings;
    private final FeedbackStore said;

    /// @param incidents those that are shown, the newest first
    /// @param files where their texts are
    /// @param state where findings are kept, and what people said
    public SearchIncidentsTool(
            Supplier<List<IncidentSummary>> incidents, IncidentFiles files, StateDatabase state) {
        this.incidents = incidents;
        this.files = files;
        this.findings = new FindingStore(state);
        this.said = new FeedbackStore(state);
    }

    /// What may be asked.
    public record Arguments(
            @Range(max = 100) @Nullable String finding,
            @Doc("stream, metric or service") @Range(max = 200) @Nullable String about,
            @Range(max = 200) @Nullable String text) {}

    @Override
    public String name() {
        return "search_incidents";
    }

    @Override
    public String title() {
        return "Search incidents";
    }

    @Override
    public String description() {
        return """
        Past incidents, those like a finding first: what each was thought to be, and whether a person called that wrong.\
        """;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    private record Found(IncidentSummary incident, LikeIncidents.@Nullable Like like) {
        double score() {
            return like == null ? 0 : like.score();
        }
    }

    @Override
    public Answer call(Arguments arguments, Call call) {
        List<IncidentSummary> all = incidents.get();
        var likeness = new LikeIncidents(all.isEmpty() ? Map.of() : findings.byId());
        List<String> words = words(arguments.text());
        var found = new ArrayList<Found>();
        int read = 0;
        for (IncidentSummary incident : all) {
            if (!words.isEmpty() && call.deadline().passed()) {
                break;
            }
            read++;
            LikeIncidents.@Nullable Like like =
                    arguments.finding() == null ? null : likeness.to(arguments.finding(), incident);
            if ((arguments.finding() == null || like != null)
                    && (arguments.about() == null || likeness.about(arguments.about(), incident))
                    && (words.isEmpty() || holds(incident, words))) {
                found.add(new Found(incident, like));
            }
        }
        // the order of the files is the newest first, and sorting keeps it among equals
        found.sort(Comparator.comparingDouble(Found::score).reversed());
        return answer(found, said.lastWords(), all, read);
    }

    private static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+", -1))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
    }

    /// Whether a file holds all words. One that cannot be read holds none.
    private boolean holds(IncidentSummary incident, List<String> words) {
        try {
            String text = files.text(incident.id()).toLowerCase(Locale.ROOT);
            return words.stream().allMatch(text::contains);
        } catch (SourceUnavailable unreadable) {
            return false;
        }
    }

    private static Answer answer(
            List<Found> found, Map<String, Feedback> said, List<IncidentSummary> all, int read) {
        if (found.isEmpty()) {
            return new Answer().put("searched", searched(all.size(), read)).put("found", 0);
        }
        var table =
                new Table(
                        List.of(
                                "incident",
                                "detected",
                                "severity",
                                "status",
                                "like",
                                "title",
                                "diagnosis",
                                "person_said",
                                "person_note"),
                        Budget.ROWS,
                        MOST);
        var repeated = new ArrayList<String>();
        for (Found one : found) {
            IncidentSummary incident = one.incident();
            Feedback word = said.get(incident.id());
            table.add(
                    incident.id(),
                    incident.detected() == null ? null : incident.detected().toString(),
                    incident.severity() == null ? null : incident.severity().name(),
                    incident.status().word(),
                    one.like() == null ? null : one.like().why(),
                    Excerpt.head(incident.title(), LONGEST),
                    Excerpt.head(incident.cause(), LONGEST),
                    word == null ? null : word.verdict().word(),
                    word == null || word.note().isEmpty()
                            ? null
                            : Excerpt.head(word.note(), LONGEST));
            repeated.addAll(repeated(incident, found, said));
        }
        return new Answer()
                .put("searched", searched(all.size(), read))
                .put("found", found.size())
                .put(
                        table,
                        null,
                        table.cut()
                                ? "the "
                                        + table.size()
                                        + " most like are shown: narrow by about or text"
                                : null)
                .put("wrong_before", repeated.stream().distinct().limit(MOST).toList())
                .put("untrusted", List.of("rows.title", "rows.diagnosis"));
    }

    private static Map<String, Object> searched(int incidents, int read) {
        var searched = new LinkedHashMap<String, Object>();
        searched.put("incidents", incidents);
        searched.put("complete", read == incidents);
        if (read < incidents) {
            searched.put("remarks", List.of("time ran out after the newest " + read));
        }
        return searched;
    }

    /// What an incident says that was marked wrong before, of one that was found with it.
    private static List<String> repeated(
            IncidentSummary incident, List<Found> found, Map<String, Feedback> said) {
        Feedback own = said.get(incident.id());
        if (own != null) {
            return List.of();
        }
        List<IncidentSummary> others =
                found.stream()
                        .map(Found::incident)
                        .filter(other -> !other.id().equals(incident.id()))
                        .toList();
        return WrongTheories.of(incident.cause(), _ -> true, others, said).stream()
                .map(sentence -> incident.id() + ": " + sentence)
                .toList();
    }
}
