package dev.watchkeeper.mcp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// The connections that are open, so many and no more: when one more comes, the one that was idle
/// longest goes, first of those that never sent a whole request, then of those that are sending
/// one, never one whose request is being answered. So nobody is kept out by many that send slowly
/// or nothing. Thread-safe.
final class Connections implements Connection.Listener {

    /// One byte of a header now and then keeps a connection from being idle.
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);

    private final int most;
    private final Scheduler scheduler;

    /// The longest unused first.
    private final Map<Connection, Use> open = new LinkedHashMap<>();

    Connections(int most, Scheduler scheduler) {
        this.most = most;
        this.scheduler = scheduler;
    }

    private enum Use {
        NONE_YET,
        SENDING,
        IDLE,
        BUSY
    }

    @Override
    public void onOpened(Connection connection) {
        if (!countsMessages(connection)) {
            return;
        }
        scheduler.schedule(
                () -> {
                    if (connection.getMessagesIn() == 0) {
                        connection.getEndPoint().close();
                    }
                },
                FIRST_REQUEST.toMillis(),
                TimeUnit.MILLISECONDS);
        Connection one = openOneMore(connection);
        if (one != null) {
            one.getEndPoint().close();
        }
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        open.remove(connection);
    }

    /// The head of a request is there; what to run when it is answered.
    Runnable began(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        use(connection, Use.SENDING);
        return () -> use(connection, Use.IDLE);
    }

    /// The whole request is there.
    void busy(Request request) {
        use(request.getConnectionMetaData().getConnection(), Use.BUSY);
    }

    synchronized int count() {
        return open.size();
    }

    private synchronized void use(Connection connection, Use use) {
        if (open.remove(connection) != null) {
            open.put(connection, use);
        }
    }

    /// The connection that has to go for it, which may be itself; or null.
    private synchronized @Nullable Connection openOneMore(Connection connection) {
        Connection goes = null;
        if (open.size() >= most) {
            for (Use use : List.of(Use.NONE_YET, Use.SENDING, Use.IDLE)) {
                goes = goes == null ? oldest(use) : goes;
            }
            if (goes == null) {
                return connection;
            }
            open.remove(goes);
        }
        open.put(connection, Use.NONE_YET);
        return goes;
    }

    private @Nullable Connection oldest(Use use) {
        for (Map.Entry<Connection, Use> each : open.entrySet()) {
            if (each.getValue() == use) {
                return each.getKey();
            }
        }
        return null;
    }

    /// True for the one that speaks HTTP, not for the one below it that speaks TLS.
    private static boolean countsMessages(Connection connection) {
        return connection.getMessagesIn() >= 0;
    }
}
