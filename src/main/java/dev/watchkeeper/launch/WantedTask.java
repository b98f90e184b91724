package dev.watchkeeper.launch;

import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.ReviewPeriod;
import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.schema.Arguments;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A task as it goes to the launcher and is kept until then: a kind and times, no text. The
/// findings of an investigation stay behind; who investigates asks the tools for them.
///
/// @param kind `investigation` or `review`
/// @param from where the period of a review begins
/// @param until where it ends
/// @param afterDeploy whether it is a review after a deploy
public record WantedTask(
        String kind,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Boolean afterDeploy) {

    private static final String INVESTIGATION = "investigation";
    private static final String REVIEW = "review";

    public WantedTask {
        boolean review = kind.equals(REVIEW);
        if (!review && !kind.equals(INVESTIGATION)) {
            throw new BadRequest("kind is " + INVESTIGATION + " or " + REVIEW);
        }
        if (review != (from != null && until != null && afterDeploy != null)
                || (!review && (from != null || until != null || afterDeploy != null))) {
            throw new BadRequest("a review, and nothing else, has from, until and after_deploy");
        }
    }

    /// The same task without its findings.
    public static WantedTask of(Task.Lasting task) {
        return switch (task) {
            case Task.Investigation _ -> new WantedTask(INVESTIGATION, null, null, null);
            case Task.Review(ReviewPeriod period) ->
                    new WantedTask(
                            REVIEW,
                            period.range().from(),
                            period.range().until(),
                            period.afterDeploy());
        };
    }

    /// What [#text()] gave.
    public static WantedTask parse(String text) {
        return Arguments.read(Wire.parse(text.getBytes(StandardCharsets.UTF_8)), WantedTask.class);
    }

    /// As one line of JSON.
    public String text() {
        return Wire.text(fields());
    }

    /// The task, with no finding.
    public Task.Lasting task() {
        return from == null || until == null || afterDeploy == null
                ? new Task.Investigation(List.of())
                : new Task.Review(new ReviewPeriod(new TimeRange(from, until), afterDeploy));
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("kind", kind);
        if (from != null && until != null && afterDeploy != null) {
            fields.put("from", from.toString());
            fields.put("until", until.toString());
            fields.put("after_deploy", afterDeploy);
        }
        return fields;
    }
}
