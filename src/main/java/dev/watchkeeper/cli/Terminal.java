package dev.watchkeeper.cli;

import dev.watchkeeper.disclosure.Characters;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the process speaks: the result goes to `out`, the talk to `err`. Colour and progress are
/// for a terminal alone. Whatever is printed through it has no control characters but line breaks.
final class Terminal {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colour;
    private final boolean progress;
    private @Nullable String doing;
    private long shownNanos;
    private boolean shown;

    /// @param colour whether escape sequences for colour may be used
    /// @param progress whether a line that overwrites itself may be shown on `err`
    Terminal(PrintStream out, PrintStream err, boolean colour, boolean progress) {
        this.out = out;
        this.err = err;
        this.colour = colour;
        this.progress = progress;
    }

    /// The terminal of this process, as its options say.
    static Terminal of(
            GlobalOptions options,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment) {

        // null without a terminal, whatever the check says: the default provider is java.base's
        // since 25
        @SuppressWarnings("SystemConsoleNull")
        boolean interactive = System.console() != null && System.console().isTerminal();
        boolean wanted = !options.noColor() && !environment.containsKey("NO_COLOR");
        return new Terminal(out, err, interactive && wanted, interactive && !options.quiet());
    }

    /// A line of the result.
    void result(String line) {
        clear();
        out.println(clean(line));
        out.flush();
    }

    /// A line of talk.
    void say(String line) {
        clear();
        err.println(clean(line));
        err.flush();
    }

    /// Where others may talk.
    Appendable talk() {
        clear();
        return err;
    }

    /// What is being done now, for a person who waits longer than a second; nothing elsewhere.
    synchronized void progress(String what) {
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

    String red(String text) {
        return colour ? "\033[31m" + clean(text) + "\033[0m" : text;
    }

    String yellow(String text) {
        return colour ? "\033[33m" + clean(text) + "\033[0m" : text;
    }

    String green(String text) {
        return colour ? "\033[32m" + clean(text) + "\033[0m" : text;
    }

    String bold(String text) {
        return colour ? "\033[1m" + clean(text) + "\033[0m" : text;
    }

    String faint(String text) {
        return colour ? "\033[2m" + clean(text) + "\033[0m" : text;
    }

    private String clean(String line) {
        // our own colours pass, and only where they are wanted; what they wrap was cleaned before
        return colour ? line : Characters.visible(line).text();
    }
}
