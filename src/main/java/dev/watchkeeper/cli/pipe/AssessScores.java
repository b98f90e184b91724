package dev.watchkeeper.cli.pipe;

import dev.watchkeeper.analysis.series.AnomalyScores;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// `watchkeeper assess --scores`: each row as it came, with a score behind it. Streams.
final class AssessScores {

    private final CsvPoints rows;

    AssessScores(CsvPoints rows) {
        this.rows = rows;
    }

    /// Prints to `out`; a row that cannot be read keeps its place with a score of 0 and is counted
    /// on `problems`.
    void print(PrintStream out, PrintStream problems) throws IOException {
        OutputStream bytes = new BufferedOutputStream(out, 1 << 16);
        var scores = new AnomalyScores();
        String head = rows.head();
        boolean more = rows.next();
        if (head == null) {
            head = more ? names(rows.line()) : "timestamp" + rows.separator() + "value";
        }
        write(bytes, head, "score");
        for (; more; more = rows.next()) {
            if (rows.line().isBlank()) {
                bytes.write('\n');
                continue;
            }
            double score = rows.read() ? scores.add(rows.millis(), rows.value()) : 0;
            write(bytes, rows.line(), text(score));
        }
        bytes.flush();
        out.flush();
        rows.tell(problems);
    }

    private void write(OutputStream bytes, String row, String last) throws IOException {
        bytes.write(row.getBytes(StandardCharsets.UTF_8));
        bytes.write(rows.separator());
        bytes.write(last.getBytes(StandardCharsets.US_ASCII));
        bytes.write('\n');
    }

    /// Four decimals.
    private static String text(double score) {
        if (score == 0) {
            return "0";
        }
        int whole = (int) Math.min(10_000, Math.round(score * 10_000));
        return whole == 10_000 ? "1" : "0." + Integer.toString(10_000 + whole).substring(1);
    }

    /// Names for a file without a head.
    private String names(String row) {
        var names = new StringBuilder("column1");
        int column = 1;
        for (int i = 0; i < row.length(); i++) {
            if (row.charAt(i) == rows.separator()) {
                names.append(rows.separator()).append("column").append(++column);
            }
        }
        return names.toString();
    }
}
