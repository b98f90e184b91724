package dev.watchkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// docs/faults.md is whole: every fault has its tests, they exist, and none of ours is missing.
final class FaultListTest {

    private static final int FAULTS = 42;
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\|(?:[^|]+\\|){3}([^|]+)\\|");
    private static final Pattern TEST = Pattern.compile("`([a-z.]+\\.[A-Z]\\w+)\\.(\\w+)`");

    @Test
    void everyFaultHasATestThatExists() throws Exception {
        var byNumber = new TreeMap<Integer, List<String>>();
        for (String line : Files.readAllLines(Path.of("docs/faults.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                byNumber.put(Integer.valueOf(row.group(1)), named(row.group(2)));
            }
        }
        assertThat(byNumber.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, FAULTS).boxed().toList());
        assertThat(byNumber.values()).allSatisfy(tests -> assertThat(tests).isNotEmpty());
    }

    @Test
    void everyTestOfAFaultIsListed() throws Exception {
        List<String> listed = named(Files.readString(Path.of("docs/faults.md")));
        try (Stream<Path> sources = Files.list(Path.of("src/test/java/dev/watchkeeper/fault"))) {
            for (Path source : sources.sorted().toList()) {
                String name = source.getFileName().toString().replaceFirst("\\.java$", "");
                if (name.endsWith("Test") && !name.equals("FaultListTest")) {
                    assertThat(listed)
                            .containsAll(
                                    tests("fault." + name).stream()
                                            .map(test -> "fault." + name + "." + test)
                                            .toList());
                }
            }
        }
    }

    private static List<String> named(String text) throws ClassNotFoundException {
        var named = new ArrayList<String>();
        var test = TEST.matcher(text);
        while (test.find()) {
            assertThat(tests(test.group(1))).as(test.group(1)).contains(test.group(2));
            named.add(test.group(1) + "." + test.group(2));
        }
        return named;
    }

    private static List<String> tests(String name) throws ClassNotFoundException {
        return Arrays.stream(Class.forName("dev.watchkeeper." + name).getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class)
                                || method.isAnnotationPresent(ParameterizedTest.class))
                .map(method -> method.getName())
                .toList();
    }
}
