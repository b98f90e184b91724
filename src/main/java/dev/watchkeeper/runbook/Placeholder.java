package dev.watchkeeper.runbook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What arguments of steps may leave to be filled from a finding. None stands for words of a
/// stranger: names are those of tools.yaml, times and ids our own.
enum Placeholder {
    /// What the finding is about.
    SUBJECT("x"),
    /// The stream that it is about, or that its metric, queue or API is made of.
    STREAM("x"),
    /// The log it is about; where it is about none, each log, in a step of its own.
    LOG("x"),
    /// The event stream that it is about, or that its metric, queue or API is made of; where there
    /// is none, each event stream, in a step of its own.
    EVENTS("x"),
    /// The metric it is about; of a queue its first, of an API its calls.
    METRIC("x"),
    /// The queue it is about, or whose metric it is about; where it is about none, each queue.
    QUEUE("x"),
    /// The API it is about, or whose metric it is about; where it is about none, each API.
    API("x"),
    /// The id of the finding.
    FINDING("x"),
    /// Half an hour before it began.
    FROM("2026-01-01T00:00:00Z"),
    /// When it began.
    ONSET("2026-01-01T00:30:00Z"),
    /// Half an hour after it began, or now where that is earlier.
    UNTIL("2026-01-01T01:00:00Z");

    /// Where a placeholder stands in a text.
    static final Pattern NAMED = Pattern.compile("\\{([a-z_]+)}");

    private final String sample;

    Placeholder(String sample) {
        this.sample = sample;
    }

    /// The word between the braces.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Placeholder::word).toList();
    }

    /// A text with something of the right kind in the place of each placeholder.
    static String sampled(String text) {
        String filled = text;
        for (Placeholder one : values()) {
            filled = filled.replace("{" + one.word() + "}", one.sample);
        }
        return filled;
    }
}
