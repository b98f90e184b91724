package dev.watchkeeper.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Labelled logs that stay outside of the project (LogHub, Zhu et al., ISSRE 2023); skipped where
/// they are absent.
class LoghubTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("watchkeeper.loghub", "../shared/data/loghub"))
                    .toAbsolutePath()
                    .normalize();
    private static final List<String> NAMES =
            List.of(
                    "Apache",
                    "BGL",
                    "HDFS",
                    "Hadoop",
                    "HealthApp",
                    "OpenSSH",
                    "Proxifier",
                    "Zookeeper");

    @BeforeAll
    static void theLogsAreThere() {
        assumeTrue(Files.isDirectory(FOLDER), () -> "no labelled logs at " + FOLDER);
    }

    private static List<String> lines(String name) throws IOException {
        return Files.readAllLines(FOLDER.resolve(name + ".txt"));
    }

    /// Share of lines whose group is exactly a true group (Zhu et al., ICSE-SEIP 2019).
    private static double groupingAccuracy(String name) throws IOException {
        List<String> lines = lines(name);
        List<String> truth = originals(Files.readString(FOLDER.resolve(name + ".truth.csv")));
        assertThat(truth).hasSameSizeAs(lines);
        TemplateMiner miner = new TemplateMiner();
        List<Integer> handles = lines.stream().map(miner::add).toList();
        Map<String, Set<String>> both = new HashMap<>();
        Map<String, Integer> trueSize = new HashMap<>();
        Map<String, Integer> size = new HashMap<>();
        Map<String, Set<String>> found = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String id = miner.templateOf(handles.get(i)).id();
            both.computeIfAbsent(truth.get(i), t -> new HashSet<>()).add(id);
            found.computeIfAbsent(id, t -> new HashSet<>()).add(truth.get(i));
            trueSize.merge(truth.get(i), 1, Integer::sum);
            size.merge(id, 1, Integer::sum);
        }
        double right = 0;
        for (Map.Entry<String, Set<String>> group : both.entrySet()) {
            String id = group.getValue().iterator().next();
            if (group.getValue().size() == 1 && found.getOrDefault(id, Set.of()).size() == 1) {
                right += trueSize.getOrDefault(group.getKey(), 0);
            }
        }
        return right / lines.size();
    }

    /// The first column of a CSV with quotes, without its head.
    private static List<String> originals(String csv) {
        List<String> column = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean first = true;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append(first ? "\"" : "");
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                first = false;
            } else if (c == '\n' && !quoted) {
                column.add(cell.toString().strip());
                cell.setLength(0);
                first = true;
            } else if (first) {
                cell.append(c);
            }
        }
        return column.subList(1, column.size());
    }

    @Test
    void linesAreGroupedAsPeopleGroupThem() throws IOException {
        double sum = 0;
        for (String name : NAMES) {
            double accuracy = groupingAccuracy(name);
            assertThat(accuracy).as(name).isGreaterThan(0.95);
            sum += accuracy;
        }
        assertThat(sum / NAMES.size()).isGreaterThan(0.98);
    }

    @Test
    void everyLineMatchesItsTemplateAndKeepsItWhenKnown() throws IOException {
        for (String name : NAMES) {
            List<String> lines = lines(name);
            TemplateMiner miner = new TemplateMiner();
            List<Integer> handles = lines.stream().map(miner::add).toList();
            TemplateMiner later = new TemplateMiner(miner.templates());
            for (int i = 0; i < lines.size(); i += 7) {
                Template template = miner.templateOf(handles.get(i));
                assertThat(template.matches(lines.get(i)))
                        .as("%s: %s", template.text(), lines.get(i))
                        .isTrue();
                assertThat(later.templateOf(later.add(lines.get(i)))).isEqualTo(template);
            }
        }
    }

    @Test
    void mostTemplatesAreTheSameInTheOtherHalfOfALog() throws IOException {
        List<String> lines = lines("OpenSSH");
        Set<String> first = new HashSet<>();
        TemplateMiner one = new TemplateMiner();
        lines.subList(0, 1000).forEach(one::add);
        one.templates().forEach(template -> first.add(template.id()));
        TemplateMiner two = new TemplateMiner();
        long same =
                lines.subList(1000, 2000).stream().map(two::add).toList().stream()
                        .filter(handle -> first.contains(two.templateOf(handle).id()))
                        .count();
        assertThat(same).isGreaterThan(900);
    }
}
