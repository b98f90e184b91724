package dev.watchkeeper.notify;

import dev.watchkeeper.disclosure.Addresses;
import dev.watchkeeper.model.Severity;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import java.io.IOException;

/// Writes messages to the terminal or the journal, title first, the text indented below it.
public final class ConsoleNotifier implements Notifier {

    private final Appendable out;

    public ConsoleNotifier(Appendable out) {
        this.out = out;
    }

    /// The keys of a channel of type `console`.
    @Doc("Messages on standard error, which the journal keeps when a timer runs this")
    public record Config(
            @Doc("The least grave severity that is told") @Default("SEV4") Severity min)
            implements NotifierConfig {

        @Override
        public Notifier open(Context context) {
            return new ConsoleNotifier(context.console());
        }
    }

    @Override
    public Delivery send(Notification notification) {
        StringBuilder text = new StringBuilder(Addresses.broken(notification.title())).append('\n');
        for (String line : notification.lines()) {
            text.append("  ").append(Addresses.broken(line)).append('\n');
        }
        try {
            synchronized (out) {
                out.append(text);
            }
            return new Delivery.Delivered();
        } catch (IOException closed) {
            return new Delivery.Retry(null, "the console cannot be written to");
        }
    }
}
