package dev.watchkeeper.tool;

import dev.watchkeeper.analysis.Template;
import dev.watchkeeper.analysis.difference.Frame;
import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.catalog.difference.Differences;
import dev.watchkeeper.catalog.difference.Kind;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Named;
import dev.watchkeeper.schema.Range;
import dev.watchkeeper.state.FindingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What differs between two windows in everything at once, and what was changed before it.
public final class FindChangesTool implements Tool<FindChangesTool.Arguments> {

    private final Catalog catalog;
    private final Supplier<List<FindingStore.Stored>> findings;
    private final Function<String, List<Template>> known;

    /// @param findings the open ones
    /// @param known the templates that a log stream is already known to have, by its name
    public FindChangesTool(
            Catalog catalog,
            Supplier<List<FindingStore.Stored>> findings,
            Function<String, List<Template>> known) {
        this.catalog = catalog;
        this.findings = findings;
        this.known = known;
    }

    /// What may be asked.
    public record Arguments(
            @Doc("its id") @Nullable String finding,
            @Doc("ref of one: its message, files, diff") @Nullable String change,
            @Nullable String from,
            @Nullable String until,
            @Default("before") Against against,
            @Named("against_from") @Nullable String againstFrom,
            @Named("against_until") @Nullable String againstUntil,
            @Nullable Kind kind,
            @Default("12") @Range(min = 1, max = 50) int limit) {}

    /// What the window is compared with.
    public enum Against {
        /// The hours before it, and the same hours of the last seven days.
        BEFORE,
        /// The same hours of the last seven days.
        DAY,
        /// The same hours of this weekday in the last four weeks.
        WEEK
    }

    @Override
    public String name() {
        return "find_changes";
    }

    @Override
    public String title() {
        return "Find what changed";
    }

    @Override
    public String description() {
        return """
        What differs from before in all streams and metrics at once, since when, and what was changed just before; the \
        likeliest cause first. Default: the gravest finding.\
        """;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Answer call(Arguments arguments, Call call) {
        if (arguments.change() != null) {
            return new Answer()
                    .put("change", ChangeDetailAnswer.of(catalog, arguments.change(), call))
                    .put("untrusted", ChangeDetailAnswer.UNTRUSTED);
        }
        if ((arguments.againstFrom() == null) != (arguments.againstUntil() == null)) {
            throw new BadRequest("against_from and against_until belong together");
        }
        ChangeWindows windows = ChangeWindows.of(arguments, findings.get(), call.now());
        Frame frame = windows.frame();
        Differences differences =
                Differences.of(
                        catalog,
                        known,
                        frame,
                        windows.onset(),
                        windows.finding() == null
                                ? null
                                : catalog.metrics().get(windows.finding().subject()),
                        call.deadline());
        Answer answer =
                new ChangeRows(differences, windows, arguments.kind(), arguments.limit()).answer();
        return arguments.finding() == null || catalog.changes().isEmpty()
                ? answer
                : withFixCheck(answer, arguments.finding(), call);
    }

    private Answer withFixCheck(Answer answer, String finding, Call call) {
        findings.get().stream()
                .filter(stored -> stored.finding().id().equals(finding))
                .findFirst()
                .ifPresent(stored ->
                        answer.put("fix_check", FixCheckAnswer.of(catalog, stored, call)));
        var untrusted = new ArrayList<Object>(FixCheckAnswer.UNTRUSTED);
        if (answer.content().get("untrusted") instanceof List<?> before) {
            untrusted.addAll(0, before);
        }
        return answer.put("untrusted", untrusted);
    }
}
