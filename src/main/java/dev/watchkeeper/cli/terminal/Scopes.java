package dev.watchkeeper.cli.terminal;

import dev.watchkeeper.access.Declared;
import dev.watchkeeper.access.Scope;
import dev.watchkeeper.access.Token;
import dev.watchkeeper.access.TokenStore;
import dev.watchkeeper.config.Configuration;
import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Durations;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.tool.Tools;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Scopes as they are given at the shell.
public final class Scopes {

    private static final int MOST_CALLS_A_MINUTE = 10_000;

    private Scopes() {}

    /// The names that scopes can name.
    public static Declared declared(Configuration configuration) {
        var tools = new LinkedHashSet<>(Tools.NAMES);
        tools.addAll(configuration.tools().keySet());
        var streams = new LinkedHashSet<>(configuration.logs().keySet());
        streams.addAll(configuration.events().keySet());
        return new Declared(
                configuration.toolsets(), tools, configuration.sources().keySet(), streams);
    }

    /// The scope that options ask for.
    ///
    /// @throws BadRequest with everything that is wrong with it
    public static Scope checked(
            Declared declared,
            @Nullable String toolset,
            List<String> tools,
            List<String> sources,
            List<String> streams,
            @Nullable String lookBack,
            @Nullable RedactionLevel redaction,
            int callsPerMinute,
            boolean writeIncident) {

        if (callsPerMinute < 1 || callsPerMinute > MOST_CALLS_A_MINUTE) {
            throw new BadRequest(
                    "--calls-per-minute must be between 1 and "
                            + MOST_CALLS_A_MINUTE
                            + ", got "
                            + callsPerMinute);
        }
        if (tools.contains(Scope.WRITING_TOOL) && !writeIncident) {
            throw new BadRequest(
                    "--tool " + Scope.WRITING_TOOL + " needs --write-incident: it writes");
        }
        var named = new ArrayList<>(tools);
        if (writeIncident && !named.isEmpty() && !named.contains(Scope.WRITING_TOOL)) {
            named.add(Scope.WRITING_TOOL);
        }
        var scope =
                new Scope(
                        toolset,
                        List.copyOf(named),
                        List.copyOf(sources),
                        List.copyOf(streams),
                        lookBack == null ? null : time("--look-back", lookBack),
                        redaction,
                        callsPerMinute,
                        writeIncident);
        List<String> problems = declared.problems(scope);
        if (!problems.isEmpty()) {
            throw new BadRequest(String.join("; ", problems));
        }
        return scope;
    }

    /// How long a token is good, or null for ever.
    public static @Nullable Duration life(String option, String text) {
        if (text.strip().equalsIgnoreCase("never")) {
            return null;
        }
        Duration life = time(option, text);
        if (life.compareTo(TokenStore.LONGEST_LIFE) > 0) {
            throw new BadRequest(
                    option
                            + " must be at most "
                            + Durations.format(TokenStore.LONGEST_LIFE)
                            + ", or never; got "
                            + Words.quote(text));
        }
        return life;
    }

    /// The length of time that an option gives.
    ///
    /// @throws BadRequest when it is no duration of a second or more
    public static Duration time(String option, String text) {
        Duration time;
        try {
            time = Durations.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadRequest(
                    option + ": expected a time such as 90m, 24h or 7d, got " + Words.quote(text));
        }
        if (time.toSeconds() < 1) {
            throw new BadRequest(option + " must be at least 1s, got " + Words.quote(text));
        }
        return time;
    }

    /// The token of that name that is not revoked.
    public static Token find(TokenStore store, String name) {
        List<Token> all = store.list();
        List<String> names =
                all.stream().filter(token -> token.revoked() == null).map(Token::name).toList();
        return all.stream()
                .filter(token -> token.name().equals(name) && token.revoked() == null)
                .findFirst()
                .orElseThrow(() ->
                        new BadRequest(
                                all.stream().anyMatch(token -> token.name().equals(name))
                                        ? "the token " + name + " is revoked already"
                                        : "no token "
                                                + Words.quote(name)
                                                + Words.orMeant(name, names)));
    }
}
