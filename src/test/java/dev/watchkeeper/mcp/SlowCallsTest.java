package dev.watchkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Deadline;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolReply;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A slow call never keeps a cheap one waiting. Each lane here has one place, so that whoever is in
/// the way would be noticed.
@Timeout(60)
class SlowCallsTest {

    private static final ToolReply DONE = new ToolReply.Answer(Map.of("done", true));
    private static final ToolReply STOPPED = new ToolReply.Failure("stopped");

    private final Lanes lanes = new Lanes(new Lane(1, 1), new Lane(1, 1));
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        release.countDown();
        clients.close();
    }

    @Test
    void aCallThatTakesLongLeavesTheFastLaneAndGoesOn() throws Exception {
        var attempts = new AtomicInteger();
        Future<ToolReply> slow = call("a", true, deadline -> work(attempts, release, deadline));
        assertThat(cheap().get()).isEqualTo(DONE);
        assertThat(slow.isDone()).isFalse();
        release.countDown();
        assertThat(slow.get()).isEqualTo(DONE);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void whereTheSlowLaneIsFullItIsStoppedAndBegunAgainAtItsTurn() throws Exception {
        var first = new AtomicInteger();
        var second = new AtomicInteger();
        Future<ToolReply> slow = call("a", true, deadline -> work(first, release, deadline));
        assertThat(cheap().get()).isEqualTo(DONE);
        Future<ToolReply> slower = call("b", true, deadline -> work(second, release, deadline));
        while (second.get() == 0) {
            Thread.onSpinWait();
        }
        assertThat(cheap().get()).isEqualTo(DONE);
        assertThat(List.of(slow.isDone(), slower.isDone())).containsOnly(false);
        release.countDown();
        assertThat(slow.get()).isEqualTo(DONE);
        assertThat(slower.get()).isEqualTo(DONE);
        assertThat(first).hasValue(1);
        assertThat(second).hasValue(2);
    }

    @Test
    void whatWritesIsNeverBegunAgain() throws Exception {
        var reading = new AtomicInteger();
        var writing = new AtomicInteger();
        Future<ToolReply> slow = call("a", true, deadline -> work(reading, release, deadline));
        assertThat(cheap().get()).isEqualTo(DONE);
        Future<ToolReply> write = call("b", false, deadline -> work(writing, release, deadline));
        while (writing.get() == 0) {
            Thread.onSpinWait();
        }
        assertThat(cheap().get()).isEqualTo(DONE);
        release.countDown();
        assertThat(slow.get()).isEqualTo(DONE);
        assertThat(write.get()).isEqualTo(DONE);
        assertThat(writing).hasValue(1);
    }

    @Test
    void aSlowCallRestsBetweenItsStepsWhileOthersAreAtWork() throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        var cheapAtWork = new CountDownLatch(1);
        Function<Deadline, ToolReply> reading =
                deadline -> {
                    await(cheapAtWork);
                    long cpu = threads.getCurrentThreadCpuTime();
                    long begun = System.nanoTime();
                    while (!deadline.passed() && System.nanoTime() - begun < 500_000_000) {
                        Thread.onSpinWait();
                    }
                    double share =
                            (double) (threads.getCurrentThreadCpuTime() - cpu)
                                    / (System.nanoTime() - begun);
                    return new ToolReply.Answer(Map.of("share", share));
                };
        // Not slow by work but by time: it moves after a second.
        Future<ToolReply> slow = call("a", true, reading);
        Future<ToolReply> busy =
                call(
                        "b",
                        true,
                        deadline -> {
                            cheapAtWork.countDown();
                            await(release);
                            return DONE;
                        });
        assertThat(slow.get())
                .isInstanceOfSatisfying(
                        ToolReply.Answer.class,
                        answer ->
                                assertThat((Double) answer.content().get("share")).isLessThan(0.6));
        release.countDown();
        assertThat(busy.get()).isEqualTo(DONE);
    }

    @Test
    void slowCallsOfOneTokenDoNotKeepAnothersWaiting() throws Exception {
        try (var http = new HttpFixture()) {
            List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                slow.add(
                        http.client.sendAsync(
                                http.post(Rpc.call(i, "wait", "{}")).build(),
                                HttpResponse.BodyHandlers.ofString()));
            }
            for (int i = 0; i < 20; i++) {
                var request =
                        http.to("/mcp")
                                .header("Authorization", "Bearer token-b")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                Rpc.call(i, "echo", "{}")));
                assertThat(http.send(request).body()).contains("\"session\":\"session-b\"");
            }
            assertThat(slow).noneMatch(CompletableFuture::isDone);
            http.tools.release().countDown();
            for (var each : slow) {
                assertThat(each.get().body()).contains("\"waited\":true");
            }
        }
    }

    /// Works until released, or stopped.
    private static ToolReply work(
            AtomicInteger attempts, CountDownLatch release, Deadline deadline) {
        attempts.incrementAndGet();
        while (release.getCount() > 0) {
            if (deadline.passed()) {
                return STOPPED;
            }
        }
        return DONE;
    }

    private Future<ToolReply> cheap() {
        return call("c", true, deadline -> DONE);
    }

    private Future<ToolReply> call(
            String token, boolean again, Function<Deadline, ToolReply> work) {
        var call =
                new Call(token, new Session(token, token), 1, Duration.ofSeconds(50), () -> false);
        return clients.submit(() -> call.perform(lanes, again, work));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
