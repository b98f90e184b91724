package dev.watchkeeper.notify;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The dead man's switches that hear of each run: one that hears nothing raises the alarm, wherever
/// it is.
@Doc("who is told that the watch is alive: a dead man's switch elsewhere")
public record HeartbeatConfig(
        @Doc(
                        "the address that hears of each patrol, as healthchecks.io gives it; whoever"
                                + " knows it can keep the alarm silent, so take it from the environment")
                URI url,
        @Doc(
                        "all adds /start at the beginning and /fail after a failure; success is the address alone")
                @Default("all")
                Signals signals,
        @Doc("addresses of other commands, by name: review, check") Map<String, URI> commands) {

    /// Which signals are sent.
    public enum Signals {
        ALL,
        SUCCESS
    }

    public HeartbeatConfig {
        require("url", url);
        commands.forEach((command, address) -> {
            if (!command.matches("review|check")) {
                throw new BadRequest("commands may name review and check, got " + command);
            }
            require("commands." + command, address);
        });
        commands = Map.copyOf(commands);
    }

    /// The address for a command, or null when it has none.
    public @Nullable URI of(String command) {
        return command.equals("patrol") ? url : commands.get(command);
    }

    /// Without the paths, which are secrets.
    @Override
    public String toString() {
        return "heartbeat at " + HttpPost.shown(url) + ", signals " + signals;
    }

    private static void require(String key, URI address) {
        String problem = HttpPost.problem(address);
        if (problem != null) {
            throw new BadRequest(key + " " + problem);
        }
        if (address.getRawFragment() != null) {
            throw new BadRequest(key + " must have no #fragment");
        }
    }
}
