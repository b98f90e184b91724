package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.Phone;
import dev.watchkeeper.cli.SmallWorld;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Patrols of two processes on one state.
@Tag("slow")
final class TwoPatrolsTest {

    private static final int ROUNDS = 100;

    @TempDir Path folder;

    /// Another process, and what it answers.
    private record Other(Process process, Writer in, BlockingQueue<String> answers)
            implements AutoCloseable {

        static Other start(Path world) throws IOException {
            Process process =
                    new ProcessBuilder(
                                    List.of(
                                            Path.of(System.getProperty("java.home"), "bin", "java")
                                                    .toString(),
                                            "-XX:TieredStopAtLevel=1",
                                            "-XX:+UseSerialGC",
                                            "--enable-native-access=ALL-UNNAMED",
                                            "-cp",
                                            System.getProperty("java.class.path"),
                                            Contender.class.getName(),
                                            world.toString()))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            BlockingQueue<String> answers = new ArrayBlockingQueue<>(ROUNDS + 1);
            Thread.ofVirtual()
                    .start(() -> {
                        try (var out =
                                new BufferedReader(
                                        new InputStreamReader(
                                                process.getInputStream(),
                                                StandardCharsets.UTF_8))) {
                            out.lines().forEach(answers::add);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            return new Other(process, process.outputWriter(StandardCharsets.UTF_8), answers);
        }

        void patrol(Path state) throws IOException {
            in.write(state + "\n");
            in.flush();
        }

        String answer() throws InterruptedException {
            return String.valueOf(answers.poll(60, TimeUnit.SECONDS));
        }

        @Override
        public void close() throws IOException {
            in.close();
            process.destroyForcibly();
        }
    }

    /// Each round has a state of its own, so that there is something to tell; whoever tells it is
    /// kept waiting until the other has answered.
    @Test
    void ofTwoThatStartTogetherOneWorksAndTheOtherIsBusyAHundredTimes() throws Exception {
        try (Phone phone = new Phone();
                Other one = Other.start(folder);
                Other two = Other.start(folder)) {
            SmallWorld world =
                    new SmallWorld(folder)
                            .notifying(phone, "investigate: {budget: {runs_per_hour: 0}}\n")
                            .failing();
            assertThat(world.folder).isEqualTo(folder);
            var codes = new ArrayList<String>();
            for (int round = 0; round < ROUNDS; round++) {
                var answered = new CountDownLatch(1);
                phone.onMessage =
                        number -> {
                            try {
                                answered.await(8, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        };
                Path state = Files.createDirectories(folder.resolve("state-" + round));
                one.patrol(state);
                two.patrol(state);
                var answers = new ArrayBlockingQueue<String>(2);
                for (Other each : List.of(one, two)) {
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    answers.add(each.answer());
                                    answered.countDown();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
                }
                String first = String.valueOf(answers.poll(60, TimeUnit.SECONDS));
                String second = String.valueOf(answers.poll(60, TimeUnit.SECONDS));
                codes.add(first + ", " + second);
            }
            assertThat(codes).hasSize(ROUNDS).allMatch("0 busy, 1"::equals);
            assertThat(phone.titles()).hasSize(ROUNDS);
        }
    }

    @Test
    void theWorkOfAKilledOneIsTakenOverAtOnceThoughItsNumberMayBeInUseAgain() throws Exception {
        try (Phone phone = new Phone()) {
            SmallWorld world =
                    new SmallWorld(folder)
                            .notifying(phone, "investigate: {budget: {runs_per_hour: 0}}\n")
                            .failing();
            try (Other other = Other.start(folder)) {
                var told = new CountDownLatch(1);
                phone.onMessage =
                        number -> {
                            if (number == 1) {
                                other.process().destroyForcibly();
                                other.process().onExit().join();
                                told.countDown();
                            }
                        };
                other.patrol(world.state());
                assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(Contender.patrol(world, world.state().toString())).isEqualTo("1");
            Aftermath.assertInvariant(world, phone, "after the one was killed");
            assertThat(phone.titles()).hasSize(2);
        }
    }
}
