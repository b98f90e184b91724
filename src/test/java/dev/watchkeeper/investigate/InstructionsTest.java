package dev.watchkeeper.investigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class InstructionsTest {

    @Test
    void theFileThatPeopleReadIsTheOneThatClaudeGets() throws IOException {
        assertThat(Path.of("claude-config/investigator.md"))
                .content()
                .isEqualTo(ClaudeInvestigator.systemPrompt());
    }

    @Test
    void theyAreShortAndNameEveryTool() throws IOException {
        String instructions = ClaudeInvestigator.systemPrompt();
        assertThat(instructions).hasSizeLessThan(9_000);
        assertThat(TestToolbox.NAMES).allMatch(name -> instructions.contains("`" + name + "`"));
    }
}
