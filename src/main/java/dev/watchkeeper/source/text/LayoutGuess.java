package dev.watchkeeper.source.text;

import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.source.TimeText;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds out which of the known layouts the first lines of a log have.
final class LayoutGuess {

    private LayoutGuess() {}

    /// The first format in their order that fits nearly as many lines as the best; empty when there
    /// are no lines.
    ///
    /// @throws SourceUnavailable when none fits any line
    static Optional<Layout> of(String source, String path, List<String> lines, TimeText times) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var formats = TextFormat.values();
        var fitting = new EnumMap<TextFormat, Long>(TextFormat.class);
        long best = 0;
        for (TextFormat format : formats) {
            long count = lines.stream().filter(line -> fits(format, line, times)).count();
            fitting.put(format, count);
            best = Math.max(best, count);
        }
        for (var fit : fitting.entrySet()) {
            if (best > 0 && fit.getValue() * 10 >= best * 6) {
                return Optional.of(fit.getKey());
            }
        }
        throw new SourceUnavailable(
                source,
                "the lines of "
                        + path
                        + " have none of the known formats ("
                        + Arrays.stream(formats)
                                .map(format -> format.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "); set pattern, with groups named time, level, logger and message");
    }

    private static boolean fits(TextFormat format, String line, TimeText times) {
        return format.parts(line).map(parts -> parts.get("time")).flatMap(times::parse).isPresent();
    }
}
