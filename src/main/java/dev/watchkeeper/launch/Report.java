package dev.watchkeeper.launch;

import dev.watchkeeper.investigate.Effort;
import dev.watchkeeper.investigate.FailureKind;
import dev.watchkeeper.investigate.Outcome;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Arguments;
import dev.watchkeeper.schema.Range;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a run ended, as its launcher says: words of a list and figures, no sentence, so that nothing
/// that Claude or a log said reaches a message to people on this way.
///
/// @param outcome `completed`, or a [FailureKind] in small letters
/// @param turns how often the model answered
/// @param toolCalls how many tool calls were answered
/// @param seconds how long it took
/// @param dollars what it cost at list price; null where that is not known
/// @param transcriptSha256 the hash of the transcript, which stays with the launcher; null where
///   there is none
/// @param transcriptBytes how long that is
public record Report(
        String outcome,
        @Range(min = 0, max = 1_000_000) int turns,
        @Range(min = 0, max = 1_000_000) int toolCalls,
        @Range(min = 0, max = 1_000_000) int seconds,
        @Nullable Double dollars,
        @Nullable String transcriptSha256,
        @Nullable Long transcriptBytes) {

    private static final String COMPLETED = "completed";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Report {
        if (!outcome.equals(COMPLETED) && kind(outcome).isEmpty()) {
            throw new BadRequest("outcome is none that a run can have");
        }
        if (dollars != null && !(dollars >= 0 && dollars <= 10_000)) {
            throw new BadRequest("dollars is from 0 to 10000");
        }
        if (transcriptSha256 != null && !SHA256.matcher(transcriptSha256).matches()) {
            throw new BadRequest("transcript_sha256 is 64 hexadecimal digits");
        }
    }

    /// What is to be said of an outcome.
    public static Report of(
            Outcome outcome, @Nullable String transcriptSha256, @Nullable Long transcriptBytes) {
        Effort effort = outcome.effort();
        return new Report(
                switch (outcome) {
                    case Outcome.Completed _ -> COMPLETED;
                    case Outcome.Failed failed -> failed.kind().name().toLowerCase(Locale.ROOT);
                },
                effort.turns(),
                effort.toolCalls(),
                (int) Math.min(1_000_000, effort.duration().toSeconds()),
                effort.dollars(),
                transcriptSha256,
                transcriptBytes);
    }

    /// What [#text()] gave.
    public static Report parse(String text) {
        return Arguments.read(Wire.parse(text.getBytes(StandardCharsets.UTF_8)), Report.class);
    }

    /// As one line of JSON.
    public String text() {
        return Wire.text(fields());
    }

    /// Why it failed; empty when it did not.
    public Optional<FailureKind> failure() {
        return kind(outcome);
    }

    Map<String, @Nullable Object> fields() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("outcome", outcome);
        fields.put("turns", turns);
        fields.put("tool_calls", toolCalls);
        fields.put("seconds", seconds);
        fields.put("dollars", dollars);
        fields.put("transcript_sha256", transcriptSha256);
        fields.put("transcript_bytes", transcriptBytes);
        fields.values().removeIf(value -> value == null);
        return fields;
    }

    private static Optional<FailureKind> kind(String outcome) {
        return Arrays.stream(FailureKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(outcome))
                .findFirst();
    }
}
