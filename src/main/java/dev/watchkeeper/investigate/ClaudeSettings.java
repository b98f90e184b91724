package dev.watchkeeper.investigate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How `claude -p` is run: its three caps, and how patient its parts are.
///
/// @param claude the program, or null to look for it ([ClaudeBinary#locate])
/// @param model a model's name or alias, as `claude --model` takes it
/// @param turns the most answers of the model
/// @param time the wall clock of the whole run; after it the run is stopped
/// @param dollars the most to spend at list price. Checked after each turn, so a run may end a
///   little above
/// @param apiRetries how often Claude tries an API request again
/// @param apiTimeout how long it waits for one answer of the API
/// @param toolTimeout how long it waits for one answer of a tool
/// @param connectTimeout how long it waits for our endpoint
/// @param grace how long a run that is told to stop may take before it is killed
public record ClaudeSettings(
        @Nullable Path claude,
        String model,
        int turns,
        Duration time,
        double dollars,
        int apiRetries,
        Duration apiTimeout,
        Duration toolTimeout,
        Duration connectTimeout,
        Duration grace) {

    private static final Pattern MODEL =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@\\[\\]-]{0,99}");

    public ClaudeSettings {
        if (!MODEL.matcher(model).matches()) {
            throw new IllegalArgumentException("no model is called " + model);
        }
        if (turns < 1 || !(dollars > 0) || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("turns, time and dollars are above 0");
        }
    }

    /// The caps of tools.yaml, with the patience that suits an unattended host: an overloaded API
    /// is given up within two minutes, a stopped run is killed after 10 s.
    public static ClaudeSettings of(
            @Nullable Path claude, String model, int turns, Duration time, double dollars) {
        return new ClaudeSettings(
                claude,
                model,
                turns,
                time,
                dollars,
                4,
                Duration.ofSeconds(120),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }
}
