package dev.watchkeeper.cli.token;

import dev.watchkeeper.access.Scope;
import dev.watchkeeper.access.ScopeJson;
import dev.watchkeeper.access.Token;
import dev.watchkeeper.access.TokenStore;
import dev.watchkeeper.cli.terminal.ExitCode;
import dev.watchkeeper.cli.terminal.GlobalOptions;
import dev.watchkeeper.cli.terminal.Terminal;
import dev.watchkeeper.cli.terminal.TextWidth;
import dev.watchkeeper.schema.Durations;
import dev.watchkeeper.schema.Words;
import dev.watchkeeper.state.StateDatabase;
import dev.watchkeeper.workplace.Surroundings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.ObjectMapper;

/// Lists the tokens.
@Command(
        name = "list",
        description =
                "Lists the tokens, those that were revoked too: what each sees, until when, and when it was used last.",
        mixinStandardHelpOptions = true)
final class TokensListCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TITLES =
            List.of("NAME", "STATE", "SEES", "BACK", "TOOLS", "WRITES", "EXPIRES", "LAST USED");
    private static final int WIDEST = 40;

    private final Surroundings surroundings;
    @Mixin private GlobalOptions options = new GlobalOptions();

    TokensListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(options, surroundings);
        Instant now = options.clock().instant();
        List<Token> tokens;
        try (var state = StateDatabase.open(options.stateFolder(surroundings))) {
            tokens = new TokenStore(state, options.clock(), Runnable::run).list();
        }
        if (options.json()) {
            tokens.forEach(token -> terminal.result(json(token, now)));
        } else if (tokens.isEmpty()) {
            terminal.say("No tokens. Make one with: watchkeeper tokens add NAME --stream STREAM");
        } else {
            var rows = new ArrayList<List<String>>(List.of(TITLES));
            tokens.forEach(token -> rows.add(row(token, now)));
            lines(rows).forEach(terminal::result);
        }
        return ExitCode.FINE;
    }

    private static List<String> row(Token token, Instant now) {
        Scope scope = token.scope();
        String until = token.expires() == null ? "never" : day(token.expires());
        return List.of(
                token.name(),
                token.state(now).toString(),
                TokenLetter.streams(scope),
                scope.lookBack() == null ? "all" : Durations.format(scope.lookBack()),
                scope.tools().isEmpty()
                        ? scope.toolset() == null ? "all" : scope.toolset()
                        : Words.list(scope.tools()),
                scope.writeIncident() ? "yes" : "no",
                token.oldWorksUntil() == null
                        ? until
                        : until + " (old one " + minute(token.oldWorksUntil()) + ")",
                token.lastUsed() == null ? "never" : minute(token.lastUsed()));
    }

    private static List<String> lines(List<List<String>> rows) {
        int[] widths = new int[TITLES.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Math.min(WIDEST, TextWidth.of(row.get(i))));
            }
        }
        var lines = new ArrayList<String>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(TextWidth.fit(row.get(i), widths[i])).append("  ");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String json(Token token, Instant now) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", token.name());
        json.put("state", token.state(now).toString());
        json.put("scope", ScopeJson.values(token.scope()));
        json.put("created", token.created().toString());
        json.put("expires", text(token.expires()));
        json.put("old_works_until", text(token.oldWorksUntil()));
        json.put("revoked", text(token.revoked()));
        json.put("last_used", text(token.lastUsed()));
        return JSON.writeValueAsString(json);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /// The day, in UTC.
    static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /// The minute, in UTC.
    private static String minute(Instant time) {
        return time.toString().substring(0, "2026-11-22T10:00".length()).replace('T', ' ');
    }
}
