package dev.watchkeeper.cli.terminal;

import dev.watchkeeper.disclosure.Characters;
import dev.watchkeeper.watch.Talk;
import dev.watchkeeper.workplace.Surroundings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the process speaks: the result goes to `out`, the talk to `err`. Colour and progress are
/// for a terminal alone. Whatever is printed through it has no control characters but line breaks.
public final class Terminal implements Talk {

    private static final Pattern COLOUR = Pattern.compile("\033\\[(0|1|2|31|32|33)m");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colour;
    private final boolean progress;
    private final boolean quiet;
    private @Nullable String doing;
    private long shownNanos;
    private boolean shown;

    /// @param colour whether escape sequences for colour may be used
    /// @param progress whether a line that overwrites itself may be shown on `err`
    /// @param quiet whether there is no talk
    public Terminal(
            PrintStream out, PrintStream err, boolean colour, boolean progress, boolean quiet) {
        this.out = out;
        this.err = err;
        this.colour = colour;
        this.progress = progress;
        this.quiet = quiet;
    }

    /// The terminal of this process, as its options say.
    public static Terminal of(GlobalOptions options, Surroundings surroundings) {
        // null without a terminal, whatever the check says: the default provider is java.base's
        // since 25
        @SuppressWarnings("SystemConsoleNull")
        boolean interactive = System.console() != null && System.console().isTerminal();
        boolean wanted = !options.noColor() && !surroundings.environment().containsKey("NO_COLOR");
        return new Terminal(
                surroundings.out(),
                surroundings.err(),
                interactive && wanted,
                interactive && !options.quiet(),
                options.quiet());
    }

    /// Whether there is somebody to be asked.
    public boolean asks() {
        return progress;
    }

    /// A line of the result.
    public void result(String line) {
        clear();
        out.println(clean(line));
        out.flush();
    }

    /// A line of talk.
    @Override
    public void say(String line) {
        if (quiet) {
            return;
        }
        clear();
        err.println(clean(line));
        err.flush();
    }

    @Override
    public Appendable stream() {
        clear();
        return err;
    }

    /// What is being done now, for a person who waits longer than a second; nothing elsewhere.
    @Override
    public synchronized void progress(String what) {
        if (!progress) {
            return;
        }
        long now = System.nanoTime();
        if (doing == null) {
            shownNanos = now;
        }
        doing = what;
        if (Duration.ofNanos(now - shownNanos).toMillis() > 900 || shown) {
            err.print("\r\033[2K  " + clean(what) + " …");
            err.flush();
            shown = true;
        }
    }

    private synchronized void clear() {
        if (shown) {
            err.print("\r\033[2K");
            err.flush();
            shown = false;
        }
        doing = null;
    }

    public String red(String text) {
        return coloured("31", text);
    }

    public String yellow(String text) {
        return coloured("33", text);
    }

    public String green(String text) {
        return coloured("32", text);
    }

    public String bold(String text) {
        return coloured("1", text);
    }

    public String faint(String text) {
        return coloured("2", text);
    }

    private String coloured(String code, String text) {
        return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    /// The line with every control character made visible but line breaks and those of our own
    /// colours; a tabulator is a space, since where it leads is the terminal's affair.
    private String clean(String text) {
        String line = text.replace('\t', ' ');
        if (!colour) {
            return Characters.visible(line).text();
        }
        var cleaned = new StringBuilder();
        Matcher ours = COLOUR.matcher(line);
        int end = 0;
        while (ours.find()) {
            cleaned.append(Characters.visible(line.substring(end, ours.start())).text());
            cleaned.append(ours.group());
            end = ours.end();
        }
        return cleaned.append(Characters.visible(line.substring(end)).text()).toString();
    }
}
