package dev.watchkeeper.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Started server process [4711]",
                "Starting gunicorn worker",
                "Application startup complete.",
                "Listening at: http://127.0.0.1:8000 (812)",
                "worker-3 started, version 4f2a9c1",
                "billing 2.14 is up, was 2.13",
                "database system is ready to accept connections",
                "mailer.service: Scheduled restart job, restart counter is at 3.",
                "Back-off restarting failed container",
                "worker 3 ended by signal 9, started again",
                "consumer exited with code 137",
                "Booting worker with pid: 4711"
            })
    void aProcessThatStartsOrEndsSaysSo(String message) {
        assertThat(Starts.says(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "started scan of 15 items",
                "job j12 finished in 900 ms",
                "restarted the download of a.zip",
                "user started a trial",
                "version 3 of the document was saved",
                "signal strength is low"
            })
    void workThatBeginsIsNoStartOfAProcess(String message) {
        assertThat(Starts.says(message)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "process.started, true",
        "WORKER_BOOT, true",
        "AppStarted, true",
        "restarted, true",
        "started, true",
        "job_done, false",
        "outsmart, false",
        "upstart, false",
        "start.requested, false"
    })
    void aTypeOfEventIsThatOfAStartByItsLastWord(String type, boolean start) {
        assertThat(Starts.isType(type)).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({
        "Started server process [4711], Started server process [<*>], started server process",
        "'tc-2 started, version 4f2a9c1', 'tc-2 started, version 4f2a9c1', 'started, version'",
        "'up, restart counter is at 3.', 'up, restart counter is at <*>.', 'up, restart counter is at'"
    })
    void aStartIsKnownByItsWordsAndNotByBareNumbers(
            String message, String identity, String constant) {
        assertThat(Starts.identity(message)).isEqualTo(identity);
        assertThat(Starts.constant(Starts.kind(message))).isEqualTo(constant);
    }
}
