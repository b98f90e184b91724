package dev.watchkeeper.incident;

import java.util.List;

/// Which rows of an answer a quotation is from: whole rows say more than the words quoted of them.
final class QuotedRows {

    private static final int WITHOUT_QUOTE = 3;

    private QuotedRows() {}

    /// The rows that hold a line of a quote, in the order of the answer; the first few when nothing
    /// is quoted; empty when no row holds any.
    static List<String> of(List<String> rows, List<String> quotes) {
        if (quotes.isEmpty()) {
            return rows.subList(0, Math.min(WITHOUT_QUOTE, rows.size()));
        }
        List<String> lines =
                quotes.stream()
                        .flatMap(String::lines)
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
        return rows.stream()
                .filter(row ->
                        quotes.stream().anyMatch(row::contains)
                                || lines.stream().anyMatch(row::contains))
                .toList();
    }
}
