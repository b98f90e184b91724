import dev.watchkeeper.cli.pipe.LogFormat;
import dev.watchkeeper.cli.pipe.PatternsFilter;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/// Lines per second of `patterns --assign`, beside a program of one line: every token with a digit is a value.
///
/// Both read the same generated file, in turns, and write one object a line to nowhere. One thread each; seconds are those
/// that the thread was on a processor.
public final class PatternsBench {
    private static final Pattern DIGITS = Pattern.compile("\\S*\\d\\S*");
    private static final String[] NAMES = "alice bob carol dave erin frank grace heidi ivan judy".split(" ");
    private static final String[] STATEMENTS = {
        "Failed password for %n from %i port %d ssh2",
        "Received block blk_%d of size %d from /%i",
        "PacketResponder %s for block blk_%d terminating",
        "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=%i  user=%n",
        "%i - \"GET /v1/jobs/%u/status HTTP/1.1\" 200 %d",
        "job %u finished in %f s [queue=%n, attempts=%s, cached=true]",
        "Connection closed by %i [preauth]",
        "Progress of TaskAttempt attempt_%d_0020_m_00000%s_0 is : %f",
        "generating core.%d",
        "Slow query (%d ms): SELECT * FROM orders WHERE id = %d",
        "Worker started, waiting for messages on the synthesis queue",
        "Retrying connect to server: db-%s.example.com:8030. Already tried %s time(s); retry policy is fixed",
    };

    private PatternsBench() {}

    public static void main(String[] arguments) throws IOException {
        int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3_000_000;
        Path file = Files.createTempFile("patterns-bench", ".log");
        try {
            generate(file, lines);
            System.out.printf("%,d lines, %,d MB, Java %s%n", lines, Files.size(file) >> 20, Runtime.version().feature());
            double best = 0;
            double simple = 0;
            for (int round = 1; round <= 3; round++) {
                double mining = lines / seconds(() -> mine(file));
                double masking = lines / seconds(() -> mask(file));
                System.out.printf(
                        "round %d: patterns %,.0f lines/s, masking %,.0f lines/s, ratio %.2f%n",
                        round, mining, masking, mining / masking);
                best = Math.max(best, mining);
                simple = Math.max(simple, masking);
            }
            System.out.printf("best: patterns %,.0f lines/s, masking %,.0f lines/s, ratio %.2f%n", best, simple, best / simple);
        } finally {
            Files.delete(file);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double seconds(Work work) throws IOException {
        // Processor time of this thread, so that a busy machine does not change the figure.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private static void mine(Path file) throws IOException {
        PatternsFilter.Options options = new PatternsFilter.Options(true, Optional.of(LogFormat.PLAIN), List.of());
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            new PatternsFilter(options).run(file, nowhere, nowhere);
        }
    }

    private static void mask(Path file) throws IOException {
        Map<String, Integer> ids = new HashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(file);
                PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            int number = 0;
            StringBuilder out = new StringBuilder();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String template = DIGITS.matcher(line).replaceAll("<*>");
                int id = ids.computeIfAbsent(template, t -> ids.size());
                out.append("{\"line\":").append(++number).append(",\"pattern\":\"").append(id);
                out.append("\",\"template\":\"").append(template).append("\"}\n");
                if (out.length() > 1 << 16) {
                    nowhere.append(out);
                    out.setLength(0);
                }
            }
        }
    }

    private static void generate(Path file, int lines) throws IOException {
        Random random = new Random(42);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 0; i < lines; i++) {
                String statement = STATEMENTS[random.nextInt(STATEMENTS.length)];
                StringBuilder line = new StringBuilder();
                for (int at = 0; at < statement.length(); at++) {
                    char c = statement.charAt(at);
                    if (c == '%') {
                        fill(line, statement.charAt(++at), random);
                    } else {
                        line.append(c);
                    }
                }
                writer.append(line).append('\n');
            }
        }
    }

    private static void fill(StringBuilder line, char kind, Random random) {
        switch (kind) {
            case 'n' -> line.append(NAMES[random.nextInt(NAMES.length)]);
            case 'i' -> line.append(random.nextInt(256)).append('.').append(random.nextInt(256)).append(".10.").append(random.nextInt(256));
            case 'd' -> line.append(random.nextInt(1_000_000_000));
            case 's' -> line.append(random.nextInt(10));
            case 'f' -> line.append(random.nextInt(100)).append('.').append(random.nextInt(1000));
            case 'u' -> line.append(new java.util.UUID(random.nextLong(), random.nextLong()));
            default -> throw new IllegalArgumentException("no value of kind " + kind);
        }
    }
}
