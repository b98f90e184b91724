package dev.watchkeeper.doctor;

import dev.watchkeeper.investigate.ClaudeBinary;
import dev.watchkeeper.investigate.Credential;
import dev.watchkeeper.investigate.InvestigateConfig;
import dev.watchkeeper.investigate.InvestigatorChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Claude Code: found, able to be locked down, and known to the API. A run costs money, so there is
/// one only where somebody asks for it.
final class ClaudeProbe implements Probe {

    private static final String INSTALL = "curl -fsSL https://claude.ai/install.sh | bash";

    @Override
    public String name() {
        return "claude";
    }

    @Override
    public List<Observation> examine(Installation installation) {
        InvestigateConfig config = installation.configuration().investigate();
        if (config.investigator() == InvestigatorChoice.PLAYBOOK) {
            return List.of(
                    Observation.ok("claude", "not wanted: tools.yaml has the rules investigate"));
        }
        Optional<Path> program = ClaudeBinary.locate(installation.environment(), config.claude());
        if (program.isEmpty()) {
            return List.of(
                    missing(
                            config,
                            config.claude() == null
                                    ? "Claude Code is not installed where this user could find it (PATH, ~/.local/bin)"
                                    : "there is no program at " + config.claude(),
                            config.claude() == null
                                    ? INSTALL
                                    : "correct investigate.claude in " + installation.file()));
        }
        ClaudeBinary claude;
        try {
            claude = ClaudeBinary.inspect(program.get());
        } catch (IOException e) {
            return List.of(missing(config, program.get() + " " + e.getMessage(), INSTALL));
        }
        if (!claude.missingOptions().isEmpty()) {
            return List.of(
                    missing(
                            config,
                            "version "
                                    + claude.version()
                                    + " does not know "
                                    + String.join(", ", claude.missingOptions())
                                    + ", without which it cannot be locked down",
                            Quoted.word(program.get()) + " update"));
        }
        Credential credential = Credential.of(installation.environment());
        if (credential == Credential.NONE) {
            return List.of(
                    missing(
                            config,
                            "version " + claude.version() + " is here and not logged in",
                            "claude setup-token # then set CLAUDE_CODE_OAUTH_TOKEN for the service"));
        }
        Observation found =
                Observation.ok(
                        "claude",
                        "version "
                                + claude.version()
                                + " at "
                                + program.get()
                                + ", uses "
                                + credential.description()
                                + (installation.wishes().runClaude()
                                        ? ""
                                        : "; whether the API takes it, --run-claude tells (about a cent)"));
        return installation.wishes().runClaude()
                ? List.of(found, ClaudeTrial.run(installation))
                : List.of(found);
    }

    /// Without Claude the rules investigate, where tools.yaml leaves the choice.
    private static Observation missing(InvestigateConfig config, String fact, String remedy) {
        return config.investigator() == InvestigatorChoice.AUTO
                ? Observation.warn("claude", fact + "; the rules investigate instead", remedy)
                : Observation.fail("claude", fact, remedy);
    }
}
