package dev.watchkeeper.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.state.LeaseStore;
import dev.watchkeeper.state.LeaseStore.Held;
import dev.watchkeeper.state.LeaseStore.Holder;
import dev.watchkeeper.state.StateDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Leases against a `/proc` of the test's own, in which processes come, go and are followed by
/// others of the same number.
final class LeaseTest {

    private static final long US = ProcessHandle.current().pid();

    @TempDir Path folder;
    private ProcFiles proc;
    private StateDatabase state;

    @BeforeEach
    void start() throws IOException {
        proc = new ProcFiles(folder.resolve("proc"));
        boot("first");
        up(1_000);
        Files.createDirectories(folder.resolve("proc/self/ns"));
        Files.createSymbolicLink(folder.resolve("proc/self/ns/pid"), Path.of("pid:[1]"));
        process(US, 500);
        state = StateDatabase.open(folder.resolve("state"));
    }

    @AfterEach
    void close() {
        state.close();
    }

    private void boot(String id) throws IOException {
        Path random = Files.createDirectories(folder.resolve("proc/sys/kernel/random"));
        Files.writeString(random.resolve("boot_id"), id + "\n");
    }

    private void up(long seconds) throws IOException {
        Files.writeString(folder.resolve("proc/uptime"), seconds + ".00 99.00\n");
    }

    private void process(long pid, long started) throws IOException {
        Path place = Files.createDirectories(folder.resolve("proc/" + pid));
        Files.writeString(
                place.resolve("stat"),
                pid
                        + " (java) x) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 "
                        + started
                        + " 0\n");
    }

    /// Another process, which has the lease until the host ran for so many seconds.
    private Held other(String boot, String space, long pid, long started, long until) {
        return new Held(new Holder("theirs", boot, space, pid, started), until * 1_000);
    }

    private void has(Held held) {
        assertThat(new LeaseStore(state).take("patrol", held, _ -> true)).isTrue();
    }

    private boolean taken() {
        var lease = Lease.take(state, proc, "patrol", held -> Lease.free(held, proc));
        lease.ifPresent(Lease::close);
        return lease.isPresent();
    }

    @Test
    void whoLivesKeepsItUntilItEnds() throws IOException {
        process(4242, 600);
        has(other("first", "pid:[1]", 4242, 600, 1_180));

        assertThat(taken()).isFalse();
        up(1_179);
        assertThat(taken()).isFalse();
        up(1_180);
        assertThat(taken()).isTrue();
    }

    @Test
    void whoDiedHoldsNothing() {
        has(other("first", "pid:[1]", 4242, 600, 1_180));

        assertThat(taken()).isTrue();
    }

    @Test
    void aNumberThatIsUsedAgainIsAnotherProcess() throws IOException {
        process(4242, 99_000);
        has(other("first", "pid:[1]", 4242, 600, 1_180));

        assertThat(taken()).isTrue();
    }

    @Test
    void theStartOfTheHostEndsEveryLease() {
        has(other("before", "pid:[1]", US, 500, 9_999));

        assertThat(taken()).isTrue();
    }

    @Test
    void aProcessThatCannotBeSeenFromHereKeepsItUntilItEnds() throws IOException {
        has(other("first", "pid:[2]", 4242, 600, 1_180));

        assertThat(taken()).isFalse();
        up(1_180);
        assertThat(taken()).isTrue();
    }

    @Test
    void whoWasPassedOverFindsOut() throws IOException {
        try (Lease slow =
                Lease.take(state, proc, "patrol", held -> Lease.free(held, proc)).orElseThrow()) {
            slow.require();
            up(1_400);
            try (Lease fast =
                    Lease.take(state, proc, "patrol", held -> Lease.hung(held, proc))
                            .orElseThrow()) {
                fast.require();
                assertThatThrownBy(slow::require)
                        .isInstanceOf(SourceUnavailable.class)
                        .hasMessage(
                                "source state: this process stood still for more than 3 minutes,"
                                        + " and another one took over its work; it stops here");
            }
        }
        assertThat(new LeaseStore(state).find("patrol")).isEmpty();
    }

    @Test
    void ofManyAtOnceOneGetsIt() throws Exception {
        var claims = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 20; i++) {
            claims.add(() ->
                    Lease.take(state, proc, "patrol", held -> Lease.free(held, proc)).isPresent());
        }
        int taken = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(claims)) {
                taken += one.get() ? 1 : 0;
            }
        }
        assertThat(taken).isEqualTo(1);
    }

    @Test
    void thisHostSaysWhatIsNeeded() {
        ProcFiles here = ProcFiles.ofThisHost();

        assertThat(here.boot()).isNotEmpty();
        assertThat(here.space()).startsWith("pid:");
        assertThat(here.started(US)).isPositive();
        assertThat(here.started(99_999_999)).isEqualTo(-1);
        assertThat(here.upMillis()).isPositive();
        assertThat(here.bootTime()).isBefore(Instant.now());
        assertThat(here.cpu()).isPositive();
    }
}
