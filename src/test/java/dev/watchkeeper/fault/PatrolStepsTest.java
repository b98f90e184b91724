package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.Phone;
import dev.watchkeeper.cli.SmallWorld;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A patrol in a process of its own is killed at its n-th step, for n from 1 until it ends
/// untouched, and run again: then all is as if it had not been killed.
///
/// All steps are tried with `-Dwatchkeeper.steps=all`; else the first of every kind, the last write
/// of every kind, and some between.
@Tag("slow")
final class PatrolStepsTest {

    private static final boolean ALL = "all".equals(System.getProperty("watchkeeper.steps"));
    private static final int BETWEEN = 4;

    @TempDir Path folder;

    private SmallWorld world(String name, Phone phone) throws IOException {
        return new SmallWorld(Files.createDirectories(folder.resolve(name)))
                .notifying(phone, "investigate: {investigator: playbook}\n")
                .failing();
    }

    private static List<String> patrol(SmallWorld world) {
        var arguments = new ArrayList<>(List.of("patrol"));
        arguments.addAll(world.options());
        return arguments;
    }

    /// One run of it: how it ended and what steps it made.
    private record Run(int code, List<String> steps) {}

    private Run run(Product product, Steps steps, SmallWorld world, int at, String what)
            throws IOException, InterruptedException {
        Path log = world.folder.resolve("steps.log");
        Process process =
                steps.in(product.command(patrol(world)), world.state(), log, at, what)
                        .redirectErrorStream(true)
                        .redirectOutput(world.folder.resolve("out").toFile())
                        .start();
        return new Run(process.waitFor(), Steps.made(log));
    }

    @Test
    void aPatrolKilledAtAnyStepAndRunAgainEndsAsIfItHadNotBeen() throws Exception {
        var product = new Product(folder);
        var steps = new Steps(folder);
        Aftermath reference;
        List<String> untouched;
        try (Phone phone = new Phone()) {
            SmallWorld world = world("untouched", phone);
            Run run = run(product, steps, world, 0, "kill");
            assertThat(run.code()).isEqualTo(1);
            untouched = run.steps();
            reference = Aftermath.of(world);
            assertThat(reference.incidents()).isEqualTo(1);
            assertThat(phone.messages()).hasSize(2);
        }
        long begun = System.nanoTime();
        int killed = killedAt(product, steps, points(untouched), reference);
        // a run may have some more steps than the first had
        for (int n = untouched.size() + 1; killedAt(product, steps, n, reference); n++) {
            killed++;
        }
        System.err.printf(
                "killed at %d of %d steps in %d s%n",
                killed, untouched.size(), (System.nanoTime() - begun) / 1_000_000_000);
        assertThat(killed).isGreaterThan(20);
    }

    /// Two at a time, since each mostly waits for its JVM to start.
    private int killedAt(
            Product product, Steps steps, Collection<Integer> points, Aftermath reference)
            throws Exception {
        PrintStream out = System.out;
        try (var two = Executors.newFixedThreadPool(2)) {
            var runs = new ArrayList<Future<Boolean>>();
            for (int n : points) {
                runs.add(two.submit(() -> killedAt(product, steps, n, reference)));
            }
            int killed = 0;
            for (Future<Boolean> run : runs) {
                killed += run.get() ? 1 : 0;
            }
            return killed;
        } finally {
            // each command line turns it to stderr and back, and they were two at once
            System.setOut(out);
        }
    }

    private static Collection<Integer> points(List<String> steps) {
        Map<String, Integer> last = new HashMap<>();
        var points = new TreeSet<Integer>();
        for (int n = 1; n <= steps.size(); n++) {
            Integer before = last.put(Steps.kind(steps.get(n - 1)), n);
            if (ALL || before == null || n % (steps.size() / BETWEEN) == 0) {
                points.add(n);
            }
        }
        last.forEach((kind, n) -> {
            if (ALL || kind.startsWith("write ")) {
                points.add(n);
            }
        });
        return points;
    }

    private boolean killedAt(Product product, Steps steps, int n, Aftermath reference)
            throws Exception {
        try (Phone phone = new Phone()) {
            SmallWorld world = world("step-" + n, phone);
            Run run = run(product, steps, world, n, "kill");
            String after = "killed at step " + n + ", " + run.steps().getLast();
            assertThat(run.code()).as(after).isIn(137, 1);
            for (Path file : world.incidents()) {
                if (!file.getFileName().toString().startsWith(".new-")) {
                    assertThat(file).as(after).content().contains("\n## Evidence").endsWith("\n");
                }
            }
            SmallWorld.Result again = world.run("patrol");
            assertThat(again.code()).as("%s: %s", after, again.err()).isEqualTo(1);
            Aftermath.assertInvariant(world, phone, after);
            assertThat(Aftermath.of(world)).as(after).isEqualTo(reference);
            assertThat(phone.messages().size()).as(after).isBetween(2, 3);
            return run.code() == 137;
        }
    }
}
