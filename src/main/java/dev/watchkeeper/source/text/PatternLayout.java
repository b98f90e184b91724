package dev.watchkeeper.source.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.watchkeeper.model.BadRequest;
import java.util.LinkedHashMap;
import java.util.Optional;

/// A layout given as a pattern in RE2 syntax, which takes linear time whatever the line.
record PatternLayout(Pattern pattern) implements Layout {

    /// @throws BadRequest when the pattern is none, or finds no time
    static PatternLayout of(String source, String expression) {
        try {
            // Java's and .NET's way to name a group is what most people write.
            var pattern = Pattern.compile(expression.replace("(?<", "(?P<"), Pattern.DOTALL);
            if (!pattern.namedGroups().containsKey("time")) {
                throw new BadRequest(
                        "sources."
                                + source
                                + ".pattern has no group (?P<time>…); name the part of the line"
                                + " that is the time so");
            }
            return new PatternLayout(pattern);
        } catch (PatternSyntaxException e) {
            throw new BadRequest(
                    "sources."
                            + source
                            + ".pattern is not valid RE2 syntax: "
                            + e.getDescription());
        }
    }

    @Override
    public Optional<Parts> parts(String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var parts = new LinkedHashMap<String, String>();
        for (String name : pattern.namedGroups().keySet()) {
            String value = matcher.group(name);
            if (value != null) {
                parts.put(name, value);
            }
        }
        return Optional.of(new Parts(parts));
    }

    @Override
    public boolean matches(String line) {
        return pattern.matcher(line).find();
    }

    @Override
    public Levels levels() {
        return pattern.namedGroups().containsKey("level") ? Levels.MARKED : Levels.INFERRED;
    }
}
