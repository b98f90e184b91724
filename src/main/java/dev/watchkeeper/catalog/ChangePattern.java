package dev.watchkeeper.catalog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.source.TimeText;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which messages are changes, and where in them time, version and subject are.
///
/// @param pattern in RE2 syntax, which takes linear time whatever the message; null for all of them
/// @param times how a time in a message is read
record ChangePattern(@Nullable Pattern pattern, TimeText times) {

    private static final Set<String> GROUPS = Set.of("time", "version", "subject");
    private static final int LONGEST_TEXT = 16_384;

    /// @throws BadRequest when the pattern cannot be used
    static ChangePattern of(@Nullable String expression, TimeText times) {
        if (expression == null) {
            return new ChangePattern(null, times);
        }
        try {
            // Java's and .NET's way to name a group is what most people write.
            var pattern = Pattern.compile(expression.replace("(?<", "(?P<"), Pattern.DOTALL);
            for (String group : pattern.namedGroups().keySet()) {
                if (!GROUPS.contains(group)) {
                    throw new BadRequest(
                            "pattern has a group "
                                    + group
                                    + "; a change has the groups time, version and subject");
                }
            }
            return new ChangePattern(pattern, times);
        } catch (PatternSyntaxException e) {
            throw new BadRequest("pattern is not valid RE2 syntax: " + e.getDescription());
        }
    }

    /// What a message says of a change.
    ///
    /// @param time null where the time of the entry itself is that of the change
    record Said(@Nullable Instant time, @Nullable String version, @Nullable String subject) {}

    /// What the message says; empty when it is no change.
    Optional<Said> read(String message) {
        Pattern wanted = pattern;
        if (wanted == null) {
            return Optional.of(new Said(null, null, null));
        }
        Matcher matcher =
                wanted.matcher(
                        message.length() > LONGEST_TEXT
                                ? message.substring(0, LONGEST_TEXT)
                                : message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Map<String, String> said = new HashMap<>();
        for (String group : wanted.namedGroups().keySet()) {
            String value = matcher.group(group);
            if (value != null && !value.isBlank()) {
                said.put(group, value);
            }
        }
        String time = said.get("time");
        return Optional.of(
                new Said(
                        time == null ? null : times.parse(time).orElse(null),
                        said.get("version"),
                        said.get("subject")));
    }
}
