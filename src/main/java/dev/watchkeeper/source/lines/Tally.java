package dev.watchkeeper.source.lines;

import dev.watchkeeper.source.ReadReport;
import dev.watchkeeper.source.ReadReport.BrokenSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one read has looked at so far.
final class Tally {

    private static final int SAMPLES = 3;
    private static final int SAMPLE_LENGTH = 200;

    private long examined;
    private long broken;
    private final List<BrokenSample> samples = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    void examined(long lines) {
        examined += lines;
    }

    void broken(FoundFile file, Line line, String problem) {
        broken++;
        if (samples.size() < SAMPLES) {
            String text = line.text();
            samples.add(
                    new BrokenSample(
                            file.name() + " at byte " + line.offset(),
                            problem,
                            text.substring(0, Math.min(SAMPLE_LENGTH, text.length()))));
        }
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    ReadReport report(ReadReport.End end, @Nullable Instant reached, @Nullable String cursor) {
        return new ReadReport(
                examined, broken, List.copyOf(samples), end, reached, cursor, List.copyOf(remarks));
    }
}
