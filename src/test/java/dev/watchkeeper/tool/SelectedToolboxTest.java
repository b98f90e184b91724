package dev.watchkeeper.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.model.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectedToolboxTest {

    private static final Session SOMEBODY = new Session("s", "somebody");

    /// A toolbox of two tools that answer with their own name.
    private record Two() implements Toolbox {

        @Override
        public List<ToolDescription> list() {
            return List.of(tool("look"), tool("write"));
        }

        @Override
        public ToolReply call(
                String tool, Map<String, Object> arguments, Session session, Deadline deadline) {
            return new ToolReply.Answer(Map.of("called", tool));
        }

        @Override
        public String instructions() {
            return "two tools";
        }

        private static ToolDescription tool(String name) {
            return new ToolDescription(name, name, name, Map.of(), true);
        }
    }

    private final Toolbox selected = new SelectedToolbox(new Two(), "readers", Set.of("look"));

    @Test
    void aToolsetListsItsToolsAlone() {
        assertThat(selected.list()).extracting(ToolDescription::name).containsExactly("look");
        assertThat(selected.instructions()).isEqualTo("two tools");
    }

    @Test
    void aToolOutsideOfTheToolsetIsRefusedByNameToo() {
        assertThat(call("look")).isEqualTo(new ToolReply.Answer(Map.of("called", "look")));
        assertThat(call("write"))
                .isEqualTo(
                        new ToolReply.Failure(
                                "there is no such tool in the toolset readers; there are: look"));
    }

    private ToolReply call(String tool) {
        return selected.call(tool, Map.of(), SOMEBODY, Deadline.after(Duration.ofSeconds(5)));
    }
}
