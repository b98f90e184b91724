import dev.watchkeeper.analysis.series.AnomalyScores;
import dev.watchkeeper.analysis.series.Assessor;
import dev.watchkeeper.analysis.series.Question;
import dev.watchkeeper.model.Direction;
import dev.watchkeeper.model.Series;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/// Points per second of the scores and milliseconds of a verdict. One thread; seconds are those that it was on a processor.
public final class AssessBench {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private AssessBench() {}

    public static void main(String[] arguments) throws Exception {
        int points = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3_000_000;
        var times = new long[points];
        var values = new double[points];
        var chance = new Random(1);
        for (int i = 0; i < points; i++) {
            times[i] = 1_700_000_000_000L + 60_000L * i;
            values[i] = 100 + 50 * Math.sin(2 * Math.PI * i / 1440) + 5 * chance.nextGaussian();
        }
        Path file = Files.createTempFile("assess-bench", ".csv");
        try {
            write(file, times, values);
            System.out.printf("%,d points, %,d MB, Java %s%n", points, Files.size(file) >> 20, Runtime.version().feature());
            for (int round = 1; round <= 3; round++) {
                double alone = seconds(() -> score(times, values));
                double whole = seconds(() -> command("assess", "--scores", file.toString()));
                System.out.printf(
                        "round %d: scores alone %,.0f points/s, from file to file %,.0f points/s%n",
                        round, points / alone, points / whole);
            }
            int month = Math.min(points, 35 * 288);
            var fiveMinutes = new long[month];
            Arrays.setAll(fiveMinutes, i -> 1_700_000_000_000L + 300_000L * i);
            Series series = Series.of(fiveMinutes, Arrays.copyOf(values, month));
            Question question = Question.of(series, series.time(month - 1), Direction.HIGH);
            for (int round = 1; round <= 3; round++) {
                double took = seconds(() -> {
                    for (int i = 0; i < 100; i++) {
                        Assessor.assess(series, question);
                    }
                });
                System.out.printf("a verdict from %,d points: %.1f ms%n", month, took * 10);
            }
        } finally {
            Files.delete(file);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private static void score(long[] times, double[] values) {
        var scores = new AnomalyScores();
        double sum = 0;
        for (int i = 0; i < times.length; i++) {
            sum += scores.add(times[i], values[i]);
        }
        if (sum < 0) {
            throw new IllegalStateException("no score is negative");
        }
    }

    /// As a user calls it, but for the start of the JVM and with its output to nowhere.
    private static void command(String... arguments) throws Exception {
        Class<?> surroundings = Class.forName("dev.watchkeeper.workplace.Surroundings");
        var make = surroundings.getDeclaredConstructors()[0];
        make.setAccessible(true);
        Method run = Class.forName("dev.watchkeeper.cli.Main").getDeclaredMethod("run", String[].class, surroundings);
        run.setAccessible(true);
        PrintStream out = System.out;
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            run.invoke(null, arguments, make.newInstance(System.in, nowhere, nowhere, java.util.Map.of()));
        } finally {
            System.setOut(out);
        }
    }

    private static void write(Path file, long[] times, double[] values) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("timestamp,value\n");
            for (int i = 0; i < times.length; i++) {
                out.write(Instant.ofEpochMilli(times[i]) + "," + values[i] + "\n");
            }
        }
    }
}
