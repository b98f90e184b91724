package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/// What the tools cost whoever connects to them, before the first call.
class ToolListTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<ToolDescription> list(Path folder) {
        try (var host = new SmallHost(folder)) {
            return host.toolbox.list();
        }
    }

    @Test
    void thereAreFewTheirNamesAreSnakeCaseAndOnlyOneWrites(@TempDir Path folder) {
        List<ToolDescription> tools = list(folder);

        assertThat(tools).hasSizeLessThanOrEqualTo(15);
        assertThat(tools)
                .extracting(ToolDescription::name)
                .isEqualTo(Tools.NAMES)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(_[a-z]+)+"))
                .noneMatch(name -> name.contains("watchkeeper"));
        assertThat(tools)
                .filteredOn(tool -> !tool.readOnly())
                .extracting(ToolDescription::name)
                .containsExactly("write_incident");
    }

    @Test
    void descriptionsAndSchemasTogetherStayUnderFourThousandTokens(@TempDir Path folder) {
        var all = new ArrayList<Map<String, Object>>();
        for (ToolDescription tool : list(folder)) {
            assertThat(tool.description().length()).as(tool.name()).isBetween(100, 1_999);
            assertThat(tool.title()).isNotBlank();
            all.add(
                    Map.of(
                            "name", tool.name(),
                            "title", tool.title(),
                            "description", tool.description(),
                            "inputSchema", tool.inputSchema()));
        }

        // 3.5 characters of JSON are about a token
        double tokens = JSON.writeValueAsString(all).length() / 3.5;
        System.out.printf("all tools together: about %.0f tokens%n", tokens);
        assertThat(tokens).isLessThan(4_000);
    }

    @Test
    void theInstructionsNameOnlyToolsThatThereAre() {
        assertThat(Tools.INSTRUCTIONS.length()).isLessThan(2_000);
        var names = new ArrayList<String>();
        var word = Pattern.compile("[a-z]+(_[a-z]+)+").matcher(Tools.INSTRUCTIONS);
        while (word.find()) {
            names.add(word.group());
        }
        names.remove("evidence_id");
        assertThat(Tools.NAMES).containsAll(names);
    }
}
