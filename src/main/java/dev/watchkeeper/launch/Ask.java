package dev.watchkeeper.launch;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a connection is for: its first line.
sealed interface Ask {

    /// The next run that is wanted.
    record Next() implements Ask {}

    /// The tools of a run: the connection speaks MCP from then on.
    record Tools(String token) implements Ask {}

    /// Whether the run has left what it was to leave.
    record Written(String token) implements Ask {}

    /// The end of a run.
    record Ended(String token, Report report) implements Ask {}

    /// The line as it is read.
    ///
    /// @param want `next`, `tools`, `written` or `report`
    record Line(String want, @Nullable String token, @Nullable Report report) {}

    /// The wish that a line holds.
    ///
    /// @throws BadRequest when it is none of them
    static Ask read(Map<String, @Nullable Object> fields) {
        Line line = Arguments.read(fields, Line.class);
        boolean reports = line.want().equals("report");
        if (reports != (line.report() != null)
                || line.want().equals("next") != (line.token() == null)) {
            throw new BadRequest(
                    "report has token and report, tools and written a token, next neither");
        }
        String token = line.token() == null ? "" : line.token();
        if (line.token() != null && !Tokens.isOne(token)) {
            throw new BadRequest("token is none");
        }
        return switch (line.want()) {
            case "next" -> new Next();
            case "tools" -> new Tools(token);
            case "written" -> new Written(token);
            case "report" -> new Ended(token, Objects.requireNonNull(line.report()));
            default -> throw new BadRequest("want is next, tools, written or report");
        };
    }

    default Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        switch (this) {
            case Next _ -> fields.put("want", "next");
            case Tools(String token) -> {
                fields.put("want", "tools");
                fields.put("token", token);
            }
            case Written(String token) -> {
                fields.put("want", "written");
                fields.put("token", token);
            }
            case Ended(String token, Report report) -> {
                fields.put("want", "report");
                fields.put("token", token);
                fields.put("report", report.fields());
            }
        }
        return fields;
    }
}
