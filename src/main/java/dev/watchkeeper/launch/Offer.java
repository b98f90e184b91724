package dev.watchkeeper.launch;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Arguments;
import dev.watchkeeper.schema.Range;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A run that is handed over. Says nothing of which program to start: that is the launcher's alone,
/// who would otherwise be at the command of whoever reads the logs.
///
/// @param run names it; `[a-z0-9-]{1,58}`
/// @param now what counts as now for the data
/// @param tools the names of the tools it gets, exactly
/// @param model a model's name or alias
/// @param turns the most answers of the model
/// @param minutes the most minutes it may take
/// @param dollars the most it may cost
/// @param token opens the tools of this run until it has reported or its time is over
public record Offer(
        String run,
        WantedTask task,
        Instant now,
        List<String> tools,
        String model,
        @Range(min = 1, max = 500) int turns,
        @Range(min = 1, max = 60) int minutes,
        double dollars,
        String token) {

    private static final Pattern RUN = Pattern.compile("[a-z0-9-]{1,58}");
    private static final Pattern TOOL = Pattern.compile("[a-z0-9_-]{1,64}");
    private static final Pattern MODEL =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@\\[\\]-]{0,99}");

    public Offer {
        tools = List.copyOf(tools);
        if (!RUN.matcher(run).matches()
                || !MODEL.matcher(model).matches()
                || !Tokens.isOne(token)
                || !tools.stream().allMatch(name -> TOOL.matcher(name).matches())
                || !(dollars > 0 && dollars <= 1_000)) {
            throw new BadRequest("an offer holds a value that none may hold");
        }
    }

    static Offer read(Map<String, @Nullable Object> fields) {
        return Arguments.read(fields, Offer.class);
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("run", run);
        fields.put("task", task.fields());
        fields.put("now", now.toString());
        fields.put("tools", tools);
        fields.put("model", model);
        fields.put("turns", turns);
        fields.put("minutes", minutes);
        fields.put("dollars", dollars);
        fields.put("token", token);
        return fields;
    }

    /// Without the token.
    @Override
    public String toString() {
        return "Offer of " + run;
    }
}
