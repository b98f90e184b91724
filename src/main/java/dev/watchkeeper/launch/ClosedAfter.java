package dev.watchkeeper.launch;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Closes a connection when its time is over, unless this is closed before: a channel has no
/// timeout of its own.
final class ClosedAfter implements AutoCloseable {

    private final Thread waiting;

    ClosedAfter(SocketChannel connection, Duration time) {
        waiting =
                Thread.ofVirtual()
                        .name("connection's time")
                        .start(() -> {
                            try {
                                Thread.sleep(time);
                                connection.close();
                            } catch (InterruptedException | IOException over) {
                                // In time, or closed already.
                                return;
                            }
                        });
    }

    @Override
    public void close() {
        waiting.interrupt();
    }
}
