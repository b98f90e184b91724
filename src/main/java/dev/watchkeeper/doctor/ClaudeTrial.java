package dev.watchkeeper.doctor;

import dev.watchkeeper.investigate.Assignment;
import dev.watchkeeper.investigate.ClaudeInvestigator;
import dev.watchkeeper.investigate.ClaudeSettings;
import dev.watchkeeper.investigate.Endpoint;
import dev.watchkeeper.investigate.InvestigateConfig;
import dev.watchkeeper.investigate.Outcome;
import dev.watchkeeper.investigate.StepListener;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.mcp.BearerTokens;
import dev.watchkeeper.mcp.DoorLog;
import dev.watchkeeper.mcp.HttpServer;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// A run of Claude as an investigation is one, locked to the same tools, that has nothing to do.
final class ClaudeTrial {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final double MOST_DOLLARS = 0.10;
    private static final int TURNS = 2;

    private ClaudeTrial() {}

    static Observation run(Installation installation) {
        InvestigateConfig config = installation.configuration().investigate();
        String id = "doctor-" + Long.toString(installation.realTime().millis(), 36);
        String token = BearerTokens.fresh();
        var session = new Session(id, "claude " + config.model());
        Path folder = installation.stateFolder().resolve("runs").resolve(id);
        if (!Files.isWritable(installation.stateFolder())) {
            return Observation.cannotTell(
                    "a run of claude",
                    "its record has no place, since the state folder cannot be written",
                    installation.command("check"));
        }
        try (HttpServer server =
                HttpServer.start(
                        HttpSettings.loopback(0),
                        new ServerSettings("doctor", silent()),
                        new BearerTokens(Map.of(token, session), installation.toolbox()),
                        DoorLog.NONE)) {
            Outcome outcome =
                    new ClaudeInvestigator(
                                    ClaudeSettings.of(
                                            config.claude(),
                                            config.model(),
                                            TURNS,
                                            LONGEST,
                                            MOST_DOLLARS),
                                    installation.environment())
                            .investigate(
                                    new Assignment(
                                            id,
                                            new Task.Trial(),
                                            new Endpoint.Http(server.endpoint()),
                                            token,
                                            installation.toolbox().list().stream()
                                                    .map(ToolDescription::name)
                                                    .toList(),
                                            installation.now(),
                                            folder,
                                            () -> true),
                                    StepListener.NOBODY);
            return observed(outcome, folder);
        } catch (IOException e) {
            return Observation.fail(
                    "a run of claude", "no port of 127.0.0.1 could be opened for it", "ss -ltn");
        }
    }

    private static Observation observed(Outcome outcome, Path folder) {
        Double dollars = outcome.effort().dollars();
        return switch (outcome) {
            case Outcome.Completed done ->
                    Observation.ok(
                            "a run of claude",
                            "started locked to our tools, reached them, and ended after "
                                    + done.effort().duration().toSeconds()
                                    + " s"
                                    + (dollars == null
                                            ? ""
                                            : String.format(Locale.ROOT, " for $%.4f", dollars)));
            case Outcome.Failed failed ->
                    Observation.fail(
                            "a run of claude",
                            failed.reason(),
                            "ls " + Quoted.word(folder) + " # what it was told and printed");
        };
    }

    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
