package dev.watchkeeper.watch;

import dev.watchkeeper.notify.Heartbeat;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.util.Optional;

/// Puts the signals of the dead man's switch around a command.
public final class Heartbeats {

    private Heartbeats() {}

    /// Something that is done.
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /// Does the work of a command, and lets the switch of that command hear of it: success when it
    /// came to its end, whatever it found; failure when it did not.
    public static <T> T around(Workplace workplace, String command, Talk talk, Work<T> work)
            throws IOException {
        Optional<Heartbeat> heartbeat =
                Heartbeat.of(
                        workplace.configuration().heartbeat(),
                        command,
                        problem -> talk.say("note: " + problem));
        heartbeat.ifPresent(Heartbeat::start);
        boolean done = false;
        try {
            T result = work.run();
            done = true;
            return result;
        } finally {
            heartbeat.ifPresent(done ? Heartbeat::success : Heartbeat::failure);
        }
    }
}
