package dev.watchkeeper.disclosure.redaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values that Watchkeeper itself uses, found by their exact characters: as they are, URL-encoded,
/// and within base64, where a value looks different at each of three offsets.
final class OwnSecrets implements Rule {

    private static final String KIND = "own-secret";
    private static final int SHORTEST = 8;
    private static final int TRIGGER_LENGTH = 16;

    /// A form that a secret may have.
    private record Form(String text, String secret, boolean base64) {}

    private final Map<String, List<Form>> byTrigger = new LinkedHashMap<>();

    OwnSecrets(Collection<String> secrets) {
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                add(new Form(secret, secret, false));
                String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
                if (!encoded.equals(secret)) {
                    add(new Form(encoded, secret, false));
                    add(new Form(encoded.replace("+", "%20"), secret, false));
                }
                for (int offset = 0; offset < 3; offset++) {
                    String core = Encoded.core(secret, offset);
                    add(new Form(core, secret, true));
                    String urlSafe = core.replace('+', '-').replace('/', '_');
                    if (!urlSafe.equals(core)) {
                        add(new Form(urlSafe, secret, true));
                    }
                }
            }
        }
    }

    private void add(Form form) {
        String trigger = trigger(form.text(), 0);
        byTrigger.computeIfAbsent(trigger, _ -> new ArrayList<>()).add(form);
    }

    private static String trigger(String text, int from) {
        return lower(text.substring(from, Math.min(text.length(), from + TRIGGER_LENGTH)));
    }

    private static String lower(String text) {
        var lower = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x80) {
                lower.setCharAt(i, Character.toLowerCase(text.charAt(i)));
            }
        }
        return lower.toString();
    }

    @Override
    public List<String> triggers() {
        return List.copyOf(byTrigger.keySet());
    }

    @Override
    public void at(String text, int start, int end, Spans found) {
        for (Form form : byTrigger.getOrDefault(trigger(text, start), List.of())) {
            check(form, text, start, found);
        }
        // A short form has a trigger shorter than what stands here.
        if (end - start < TRIGGER_LENGTH) {
            for (Form form : byTrigger.getOrDefault(lower(text.substring(start, end)), List.of())) {
                check(form, text, start, found);
            }
        }
    }

    private static void check(Form form, String text, int start, Spans found) {
        if (!text.regionMatches(
                !form.base64() && form.text().indexOf('%') >= 0,
                start,
                form.text(),
                0,
                form.text().length())) {
            return;
        }
        int from = start;
        int to = start + form.text().length();
        if (form.base64() && start >= found.covered()) {
            while (from > found.covered() && Chars.base64(text.charAt(from - 1))) {
                from--;
            }
            to = Chars.base64End(text, to);
            while (Chars.at(text, to) == '=') {
                to++;
            }
        }
        found.add(from, to, KIND, form.secret());
    }
}
