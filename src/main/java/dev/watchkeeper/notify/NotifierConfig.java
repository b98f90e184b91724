package dev.watchkeeper.notify;

import dev.watchkeeper.model.Severity;
import java.time.InstantSource;

/// What tools.yaml says of one channel: a record beside the notifier it configures, whose
/// components are the keys. Its `type` is given in one line of the list of notifier types.
public interface NotifierConfig {

    /// The least grave severity that this channel is told of.
    Severity min();

    /// The notifier itself; nothing is connected yet.
    Notifier open(Context context);

    /// What a notifier is given when it is opened.
    ///
    /// @param name its name in tools.yaml
    /// @param console where the console channel writes
    /// @param clock for dates in answers of the other side
    record Context(String name, Appendable console, InstantSource clock) {}
}
