import dev.watchkeeper.disclosure.redaction.LabelledLines;
import dev.watchkeeper.disclosure.redaction.MarkKey;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.disclosure.redaction.Redactor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Recall on labelled secrets, for the templates that the rules were made with, those held out at first, and those written
/// later; the share of harmless lines that get a mark; and megabytes per second. Seconds are those that the thread was on a processor.
public final class RedactionBench {
    private static final long SEED = 20261116;

    private RedactionBench() {}

    public static void main(String[] arguments) throws IOException {
        Redactor redactor = redactor(RedactionLevel.SECRETS);
        List<LabelledLines.Labelled> secrets = LabelledLines.secrets(SEED, 4);
        List<String> harmless = LabelledLines.harmless(SEED, 100_000);
        System.out.printf("%,d lines with a secret, %,d without, Java %s%n", secrets.size(), harmless.size(), Runtime.version().feature());
        recall("made with", redactor, secrets.stream().filter(line -> !line.heldOut()).toList());
        recall("held out at first (0.976 before they were looked at)", redactor, secrets.stream().filter(LabelledLines.Labelled::heldOut).toList());
        recall("written later (0.890 when first tried)", redactor, LabelledLines.later(SEED, 4));
        marked("harmless", redactor, harmless);
        marked("harmless, personal", redactor(RedactionLevel.PERSONAL), harmless);
        for (String file : arguments) {
            marked(file, redactor, Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1));
        }
        speed("harmless lines of all kinds", RedactionLevel.SECRETS, harmless);
        speed("the same, personal", RedactionLevel.PERSONAL, harmless);
        speed("plain lines of 200 bytes", RedactionLevel.SECRETS, plain());
        speed("lines with a secret", RedactionLevel.SECRETS, secrets.stream().map(LabelledLines.Labelled::line).toList());
        for (String hostile : List.of("password=", "token=", "://a:", "key=aaaa/", "bearer+", "session=a", "authorization: x ", "cookie=x", "auth\\\" \"a\" ", "<secret>", "334 ugfzc3dvcmq6", "eyJ", "sk-", "-----BEGIN PRIVATE KEY-----", "Cookie: a=b; ", "cGFzc3dvcmQ", "\"password\":\"", "\\\\\\\\", "a.b@", "%25", "[redacted:")) {
            speed("1 MB of " + hostile, RedactionLevel.PERSONAL, List.of(hostile.repeat(1_000_000 / hostile.length())));
        }
    }

    private static Redactor redactor(RedactionLevel level) {
        return Redactor.of(level, MarkKey.of(new byte[32]), List.of("a-secret-of-our-own-1"), List.of());
    }

    private static void recall(String name, Redactor redactor, List<LabelledLines.Labelled> lines) {
        Map<String, Integer> missed = new TreeMap<>();
        int hidden = 0;
        for (LabelledLines.Labelled line : lines) {
            if (LabelledLines.shows(redactor.text(line.line()).text(), line.secret())) {
                missed.merge(line.template(), 1, Integer::sum);
            } else {
                hidden++;
            }
        }
        System.out.printf("recall, %s: %,d of %,d, %.4f%n", name, hidden, lines.size(), hidden / (double) lines.size());
        missed.forEach((template, count) -> System.out.println("  missed " + count + " times: " + template));
    }

    private static void marked(String name, Redactor redactor, List<String> lines) {
        long marked = lines.stream().filter(line -> !redactor.text(line).marks().isEmpty()).count();
        System.out.printf("marked, %s: %,d of %,d, %.5f%n", name, marked, lines.size(), marked / (double) Math.max(1, lines.size()));
    }

    private static List<String> plain() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 20_000; i++) {
            String line = "2026-11-16 10:15:30,123 INFO worker-" + i % 7 + " finished job " + i * 7919L + " of queue synthesis in " + i % 977 + " ms, waited 3 ms; ";
            lines.add((line + "the next one is due in a moment, " + i + " rows were written to the table of events, nothing was left over and nobody waits").substring(0, 200));
        }
        return lines;
    }

    private static void speed(String name, RedactionLevel level, List<String> lines) {
        Redactor redactor = redactor(level);
        long bytes = lines.stream().mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length).sum();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double best = Double.MAX_VALUE;
        long marks = 0;
        for (int round = 0; round < 7; round++) {
            long start = threads.getCurrentThreadCpuTime();
            for (String line : lines) {
                marks += redactor.text(line).marks().size();
            }
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / 1e9);
        }
        System.out.printf("speed, %s: %,.1f MB/s (%,d marks)%n", name, bytes / 1e6 / best, marks / 7);
    }
}
