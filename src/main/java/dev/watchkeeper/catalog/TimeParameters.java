package dev.watchkeeper.catalog;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.TimeRange;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/// The time that a statement of tools.yaml is asked of: `:from` and `:until` (UTC as `2026-11-22
/// 01:51:00`, as SQLite's `datetime()` gives it), `:from_epoch` and `:until_epoch` (seconds).
public final class TimeParameters {

    /// Their names.
    public static final Set<String> NAMES = Set.of("from", "until", "from_epoch", "until_epoch");

    private static final DateTimeFormatter DATETIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private TimeParameters() {}

    /// The value of one of them; the end is a full second, at or after that of the range.
    static Object value(String name, TimeRange range) {
        return switch (name) {
            case "from" -> DATETIME.format(range.from());
            case "until" -> DATETIME.format(range.until().plusMillis(999));
            case "from_epoch" -> range.from().getEpochSecond();
            case "until_epoch" -> range.until().plusMillis(999).getEpochSecond();
            default ->
                    throw new BadRequest(
                            "a statement here may have the parameters :from, :until, :from_epoch and"
                                    + " :until_epoch, got :"
                                    + name);
        };
    }
}
