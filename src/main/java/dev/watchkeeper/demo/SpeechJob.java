package dev.watchkeeper.demo;

/// A text to be spoken, from its queueing to its end.
final class SpeechJob {

    private final Job job;
    private final int characters;
    private JobRow row;

    SpeechJob(Job job, int characters, long number, Micros created) {
        this.job = job;
        this.characters = characters;
        this.row = new JobRow(number, job.job(), JobRow.State.QUEUED, created, null, null, null);
    }

    Job job() {
        return job;
    }

    int characters() {
        return characters;
    }

    JobRow row() {
        return row;
    }

    /// Its row changes, and the table with it.
    void becomes(JobRow next, Micros at, Tape tape) {
        row = next;
        tape.job(at, next);
    }

    boolean ended() {
        return row.finished() != null;
    }

    /// Microseconds from its creation to a moment.
    long age(Micros at) {
        return at.value() - row.created().value();
    }
}
