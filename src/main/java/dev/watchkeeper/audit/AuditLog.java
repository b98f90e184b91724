package dev.watchkeeper.audit;

import dev.watchkeeper.model.SourceUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The audit of one state folder, for appending. Several processes may have it open, and any number
/// of threads may append: one thread writes for all of them, so that what comes at the same time
/// reaches the disk together, and an interrupted caller harms no file.
///
/// A record is in the file when [#append] returns: it survives the death of the process. Only after
/// [#appendForced] does it survive that of the machine too.
public final class AuditLog implements AutoCloseable {

    private static final int WAITING = 4_096;
    private static final int TOGETHER = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AuditFiles files;
    private final Chain chain;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING);
    private @Nullable Thread writer;
    private boolean closed;

    /// @param folder where its files are; made when something is appended
    /// @param clock what records are dated by: the real time, whatever time is asked about
    public AuditLog(Path folder, AuditSettings settings, InstantSource clock) {
        this.files = new AuditFiles(folder);
        this.chain = new Chain(files, settings, clock);
    }

    /// What is to be written, and who waits for it.
    private record Waiting(
            @Nullable AuditEvent event, boolean forced, CompletableFuture<Boolean> written) {}

    /// Appends a record.
    ///
    /// @throws SourceUnavailable when it cannot be written
    public void append(AuditEvent event) {
        await(enqueue(event, false));
    }

    /// Appends a record and waits until the disk has it.
    ///
    /// @throws SourceUnavailable when it cannot be written
    public void appendForced(AuditEvent event) {
        await(enqueue(event, true));
    }

    /// Appends a record soon, for callers that must not wait. Says false when too many wait
    /// already, or the audit is closed.
    public boolean offer(AuditEvent event) {
        var waiting = new Waiting(event, false, new CompletableFuture<>());
        return started() && queue.offer(waiting);
    }

    /// The newest record, to be noted elsewhere; empty while there is none.
    ///
    /// @throws SourceUnavailable when the files cannot be read
    public Optional<Anchor> head() {
        try {
            return files.head().map(head -> new Anchor(head.number(), head.hash()));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /// Waits for what was given to it before, and closes.
    @Override
    public void close() {
        @Nullable Thread last;
        synchronized (this) {
            closed = true;
            last = writer;
        }
        if (last == null) {
            return;
        }
        try {
            var end = new Waiting(null, false, new CompletableFuture<>());
            if (queue.offer(end, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                last.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean started() {
        if (closed) {
            return false;
        }
        if (writer == null) {
            writer = Thread.ofPlatform().daemon().name("audit").start(this::write);
        }
        return true;
    }

    private CompletableFuture<Boolean> enqueue(AuditEvent event, boolean forced) {
        if (!started()) {
            throw new SourceUnavailable("audit", "it is closed: the server is stopping");
        }
        var waiting = new Waiting(event, forced, new CompletableFuture<>());
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (queue.offer(waiting, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                        return waiting.written();
                    }
                    throw new SourceUnavailable("audit", "the disk does not keep up with it");
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits also when interrupted: what was asked is recorded even if nobody wants the answer.
    private void await(CompletableFuture<Boolean> written) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    written.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    throw new SourceUnavailable("audit", "the disk does not keep up with it", e);
                } catch (ExecutionException e) {
                    throw unavailable(e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write() {
        var batch = new ArrayList<Waiting>(TOGETHER);
        boolean ended = false;
        while (!ended) {
            batch.clear();
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue; // ends with close(), and by nothing else
            }
            queue.drainTo(batch, TOGETHER - 1);
            ended = batch.removeIf(waiting -> waiting.event() == null);
            write(batch);
        }
    }

    private void write(List<Waiting> batch) {
        if (batch.isEmpty()) {
            return;
        }
        var events = new ArrayList<AuditEvent>(batch.size());
        boolean forced = false;
        for (Waiting waiting : batch) {
            if (waiting.event() != null) {
                events.add(waiting.event());
            }
            forced |= waiting.forced();
        }
        try {
            chain.append(events, forced);
            batch.forEach(waiting -> waiting.written().complete(true));
        } catch (IOException | RuntimeException e) {
            batch.forEach(waiting -> waiting.written().completeExceptionally(e));
        }
    }

    private SourceUnavailable unavailable(Throwable cause) {
        return new SourceUnavailable(
                "audit",
                "nothing can be recorded in "
                        + files.folder()
                        + " ("
                        + cause.getMessage()
                        + "); check the folder's owner and the free space",
                cause);
    }
}
