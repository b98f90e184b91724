package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.investigate.ScriptedModel;
import dev.watchkeeper.investigate.ScriptedModel.Turn;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The doctor's run that does nothing, with the real Claude Code and a scripted model.
@Tag("slow")
final class DoctorWithClaudeTest {

    @TempDir Path folder;
    private SmallWorld world;

    @BeforeEach
    void aWatchThatHasRun() throws IOException {
        world = new SmallWorld(folder);
        world.environment.put("ANTHROPIC_API_KEY", "secret-key-of-the-test");
        world.healthy()
                .configured(
                        "investigate: {investigator: claude, claude: \""
                                + PatrolWithClaudeTest.claude()
                                + "\"}\n");
        world.run("check");
    }

    @Test
    void aRunThatDoesNothingShowsThatOneCan() throws IOException {
        try (var model = ScriptedModel.start(Turn.says("ready"))) {
            world.environment.put("ANTHROPIC_BASE_URL", model.address().toString());

            SmallWorld.Result result = world.run("doctor", "--run-claude");

            assertThat(result.out())
                    .contains(
                            "ok          a run of claude: started locked to our tools, reached them, and ended after ")
                    .contains(", uses the key in ANTHROPIC_API_KEY\n")
                    .doesNotContain("secret-key-of-the-test");
        }
    }

    @Test
    void withoutBeingAskedNothingIsSpent() throws IOException {
        try (var model = ScriptedModel.start(Turn.says("ready"))) {
            world.environment.put("ANTHROPIC_BASE_URL", model.address().toString());

            SmallWorld.Result result = world.run("doctor");

            assertThat(result.out())
                    .contains("; whether the API takes it, --run-claude tells (about a cent)\n")
                    .doesNotContain("a run of claude");
            assertThat(model.requests()).isEmpty();
        }
    }
}
