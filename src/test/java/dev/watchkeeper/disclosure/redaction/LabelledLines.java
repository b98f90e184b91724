package dev.watchkeeper.disclosure.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines of logs of which it is known where their secrets are: templates, in the forms that logging
/// libraries give a message, with values from a seed.
public final class LabelledLines {

    /// A line that holds a secret.
    ///
    /// @param heldOut whether the template was put aside while the rules were first made
    /// @param secret as it stands in the line, escapes included
    public record Labelled(String template, boolean heldOut, String line, String secret) {}

    private static final Pattern SECRET = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern OTHER = Pattern.compile("<([A-Za-z0-9]+)>");
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    /// How a message comes to stand in a line.
    private static final List<UnaryOperator<String>> FORMS =
            List.of(
                    message -> message,
                    message -> "2026-11-16 10:15:30,123 INFO [app.worker] " + message,
                    message -> "{\"level\":\"info\",\"msg\":\"" + json(message) + "\",\"n\":3}",
                    message ->
                            "time=2026-11-16T10:15:30Z level=warn msg=\""
                                    + json(message)
                                    + "\" attempt=2",
                    message -> "Nov 16 10:15:30 web1 app[123]: " + message,
                    message -> "    raise RuntimeError(\"" + message + "\")",
                    message ->
                            "{\"log\":\"{\\\"msg\\\":\\\""
                                    + json(json(message))
                                    + "\\\"}\\n\",\"stream\":\"stderr\"}",
                    message -> message + " (took 12 ms)");

    private LabelledLines() {}

    /// True when a text shows a secret, or eight characters in a row of it.
    public static boolean shows(String text, String secret) {
        if (secret.length() <= 8) {
            return text.contains(secret);
        }
        for (int i = 0; i + 8 <= secret.length(); i++) {
            if (text.contains(secret.substring(i, i + 8))) {
                return true;
            }
        }
        return false;
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\u001b", "\\u001b");
    }

    /// Each template in each form, so many times.
    public static List<Labelled> secrets(long seed, int times) {
        return of(templates("secrets.txt"), seed, times);
    }

    /// The same of templates that were written after the rules.
    public static List<Labelled> later(long seed, int times) {
        return of(templates("secrets-later.txt"), seed, times);
    }

    private static List<Labelled> of(List<String> templates, long seed, int times) {
        var fillings = new Fillings(seed);
        var lines = new ArrayList<Labelled>();
        for (int index = 0; index < templates.size(); index++) {
            String template = templates.get(index);
            for (UnaryOperator<String> form : FORMS) {
                for (int time = 0; time < times; time++) {
                    var secrets = new ArrayList<String>();
                    String message = filled(template, fillings, secrets);
                    String line = form.apply(message);
                    for (String secret : secrets) {
                        String standing = line.contains(secret) ? secret : json(secret);
                        standing = line.contains(standing) ? standing : json(standing);
                        lines.add(new Labelled(template, index % 2 == 1, line, standing));
                    }
                }
            }
        }
        return lines;
    }

    /// So many lines without a secret.
    public static List<String> harmless(long seed, int count) {
        var fillings = new Fillings(seed);
        List<String> templates = templates("harmless.txt");
        var lines = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            String message =
                    filled(templates.get(i % templates.size()), fillings, new ArrayList<>());
            lines.add(FORMS.get(fillings.below(5)).apply(message));
        }
        return lines;
    }

    private static String filled(String template, Fillings fillings, List<String> secrets) {
        String text = template.replace("\\n", "\n").replace("\\\n", "\\n");
        text =
                ESCAPE.matcher(text)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(
                                        String.valueOf(
                                                (char) Integer.parseInt(match.group(1), 16))));
        text =
                OTHER.matcher(text)
                        .replaceAll(match -> {
                            // <password> is an element, <user> a place to fill.
                            String name = match.group(1);
                            boolean element = name.equals("password") || name.equals("redacted");
                            return Matcher.quoteReplacement(
                                    element ? match.group() : fillings.other(name));
                        });
        return SECRET.matcher(text)
                .replaceAll(match -> {
                    String secret = fillings.secret(match.group(1));
                    secrets.add(secret);
                    return Matcher.quoteReplacement(secret);
                });
    }

    private static List<String> templates(String file) {
        return Lists.lines(LabelledLines.class, file);
    }
}
