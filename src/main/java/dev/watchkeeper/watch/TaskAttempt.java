package dev.watchkeeper.watch;

import dev.watchkeeper.investigate.Assignment;
import dev.watchkeeper.investigate.Endpoint;
import dev.watchkeeper.investigate.Investigator;
import dev.watchkeeper.investigate.Outcome;
import dev.watchkeeper.investigate.StepListener;
import dev.watchkeeper.investigate.Task;
import dev.watchkeeper.mcp.BearerTokens;
import dev.watchkeeper.mcp.DoorLog;
import dev.watchkeeper.mcp.HttpServer;
import dev.watchkeeper.mcp.HttpSettings;
import dev.watchkeeper.mcp.ServerSettings;
import dev.watchkeeper.model.SourceUnavailable;
import dev.watchkeeper.tool.Session;
import dev.watchkeeper.tool.ToolDescription;
import dev.watchkeeper.tool.Toolbox;
import dev.watchkeeper.workplace.Surroundings;
import dev.watchkeeper.workplace.Version;
import dev.watchkeeper.workplace.Workplace;
import java.io.IOException;
import java.util.Map;

/// One attempt at a task: opens an endpoint on loopback with a token that lives for this attempt
/// alone, and records what was called through it.
///
/// @param session whose calls they are, under the id of this attempt
/// @param toolbox what is offered
record TaskAttempt(
        Workplace workplace,
        Surroundings surroundings,
        Session session,
        Task task,
        Toolbox toolbox) {

    /// Lets somebody do it.
    ///
    /// @throws SourceUnavailable when no port of loopback can be opened
    Outcome by(Investigator investigator, StepListener listener) {
        String token = BearerTokens.fresh();
        try (HttpServer server =
                HttpServer.start(
                        HttpSettings.loopback(0),
                        new ServerSettings(Version.text(), surroundings.err()),
                        new BearerTokens(Map.of(token, session), toolbox),
                        DoorLog.NONE)) {
            Outcome outcome =
                    investigator.investigate(
                            assignment(new Endpoint.Http(server.endpoint()), token), listener);
            workplace
                    .audit()
                    .keptRun(session.principal(), session.id(), workplace.state().folder());
            return outcome;
        } catch (IOException e) {
            throw new SourceUnavailable(
                    "loopback", "no port of 127.0.0.1 could be opened for the " + task.noun(), e);
        }
    }

    private Assignment assignment(Endpoint endpoint, String token) {
        String id = session.id();
        String tool = "write_" + task.leaves();
        return new Assignment(
                id,
                task,
                endpoint,
                token,
                toolbox.list().stream().map(ToolDescription::name).toList(),
                workplace.clock().instant(),
                workplace.runFolder(id),
                () -> workplace.receipts().latest(id, tool).isPresent());
    }
}
