package dev.watchkeeper.demo;

import java.io.IOException;
import java.sql.SQLException;
import java.util.PriorityQueue;

/// Runs the service through its two weeks and hands everything it says to the recorder in the order
/// of time. Holds only what has been said ahead of time.
final class Simulation implements Tape {

    private final Recorder recorder;
    private final Micros now;
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long sequence;

    Simulation(Recorder recorder, Micros now) {
        this.recorder = recorder;
        this.now = now;
    }

    @Override
    public void log(LogLine line) {
        due(line.at(), () -> recorder.write(line));
    }

    @Override
    public void event(MetricsEvent event) {
        due(event.at(), () -> recorder.write(event));
    }

    @Override
    public void job(Micros at, JobRow row) {
        due(at, () -> recorder.write(row));
    }

    @Override
    public void then(Micros at, Runnable what) {
        due(at, what::run);
    }

    void run(Service service, Micros start, ProgressListener progress)
            throws IOException, SQLException {
        for (Traffic traffic : service.traffic()) {
            happens(traffic, traffic.after(start));
        }
        for (Service.Once once : service.once()) {
            due(once.at(), () -> once.activity().happen(once.at(), once.random(), this));
        }
        Micros told = start;
        for (Due next = queue.poll(); next != null; next = queue.poll()) {
            next.step.take();
            if (next.at.day() > told.day()) {
                told = next.at;
                double share =
                        (double) (told.value() - start.value()) / (now.value() - start.value());
                progress.done(Math.min(1, share), told.instant().toString().substring(0, 10));
            }
        }
    }

    private void happens(Traffic traffic, Micros at) {
        due(
                at,
                () -> {
                    traffic.happen(at, this);
                    happens(traffic, traffic.after(at));
                });
    }

    private void due(Micros at, Step step) {
        if (at.isBefore(now)) {
            queue.add(new Due(at, sequence++, step));
        }
    }

    private interface Step {
        void take() throws IOException, SQLException;
    }

    /// Of things due at the same moment the one said first comes first.
    private record Due(Micros at, long sequence, Step step) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            int order = at.compareTo(other.at);
            return order != 0 ? order : Long.compare(sequence, other.sequence);
        }
    }
}
