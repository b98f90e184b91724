package dev.watchkeeper.source.changes;

import dev.watchkeeper.model.Change;
import dev.watchkeeper.source.TimeText;
import dev.watchkeeper.source.lines.BrokenLine;
import dev.watchkeeper.source.lines.Line;
import dev.watchkeeper.source.lines.LineFormat;
import dev.watchkeeper.source.lines.LineGroup;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines that begin with a time, some of which tell of a change.
///
/// @param prefix what references begin with
record ChangeLines(String stream, String prefix, LineMeaning meaning, TimeText times)
        implements LineFormat<Change> {

    private static final Pattern LINE =
            Pattern.compile(
                    "\\[?(?<time>\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d++)?+"
                            + "(?:Z|[+-]\\d\\d:?\\d\\d)?+|[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d)"
                            + "\\]? (?<rest>.*+)");

    @Override
    public boolean multiline() {
        return false;
    }

    @Override
    public boolean begins(Line line) {
        return LINE.matcher(line.text()).matches();
    }

    @Override
    public Optional<Instant> time(Line line) {
        Matcher matcher = LINE.matcher(line.text());
        return matcher.matches() ? times.parse(matcher.group("time")) : Optional.empty();
    }

    @Override
    public Instant timeOf(Change change) {
        return change.time();
    }

    @Override
    public Optional<Change> parse(LineGroup group, String ref) throws BrokenLine {
        Matcher line = LINE.matcher(group.head().text());
        if (!line.matches()) {
            return Optional.empty();
        }
        Optional<LineMeaning.Meaning> meant = meaning.of(line.group("rest"));
        if (meant.isEmpty()) {
            return Optional.empty();
        }
        Instant time =
                times.parse(line.group("time"))
                        .orElseThrow(() -> new BrokenLine("the time cannot be read"));
        return meant.map(what ->
                new Change(
                        stream,
                        prefix + ref,
                        time,
                        what.kind(),
                        what.subject(),
                        what.version(),
                        what.text()));
    }
}
