package dev.watchkeeper.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One documented command: its words as a shell would split them, up to a pipe or a redirection.
///
/// @param place file and line
/// @param exitCode what its comment says it ends with; 0 when it says nothing
/// @param output what the document shows that it prints; empty where it shows nothing
/// @param token whether WATCHKEEPER_TOKEN was exported before it
record ShellCommand(String place, List<String> words, int exitCode, String output, boolean token) {

    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static final Pattern EXIT_CODE = Pattern.compile("exit code ([0-9])");
    private static final Pattern WORD =
            Pattern.compile("(?:'(?<literal>[^']*)'|\"(?<quoted>[^\"]*)\"|(?<bare>[^\\s'\"]))");

    static ShellCommand of(String place, String text, String output, boolean token) {
        var words = new ArrayList<String>();
        int at = 0;
        while (at < text.length() && "#|>".indexOf(text.charAt(at)) < 0) {
            var word = new StringBuilder();
            var part = WORD.matcher(text).region(at, text.length());
            while (part.lookingAt()) {
                word.append(
                        part.group("literal") != null
                                ? part.group("literal")
                                : part.group("quoted") != null
                                        ? part.group("quoted").replace("$WATCHKEEPER_TOKEN", TOKEN)
                                        : part.group("bare"));
                at = part.end();
                part.region(at, text.length());
            }
            words.add(word.toString());
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        var code = EXIT_CODE.matcher(text.substring(at));
        return new ShellCommand(
                place, words, code.find() ? Integer.parseInt(code.group(1)) : 0, output, token);
    }

    /// Whether it runs this program.
    boolean isOurs() {
        return !words.isEmpty() && words.getFirst().matches("(\\.\\.?/)?watchkeeper");
    }

    boolean addsToClaude() {
        return words.size() > 3 && words.subList(0, 3).equals(List.of("claude", "mcp", "add"));
    }

    String shown() {
        return place + " " + String.join(" ", words);
    }
}
