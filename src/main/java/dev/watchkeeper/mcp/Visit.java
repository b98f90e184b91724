package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Session;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request of somebody with a valid token.
///
/// @param session the id of the client's session, or null when it has none
record Visit(Exchange exchange, Visitor visitor, @Nullable String session) {

    Visit(Exchange exchange, Visitor visitor) {
        this(exchange, visitor, null);
    }

    Visit in(@Nullable String session) {
        return new Visit(exchange, visitor, session);
    }

    Visit then(Runnable whenAnswered) {
        return new Visit(exchange.then(whenAnswered), visitor, session);
    }

    Visit with(String header, long value) {
        exchange.with(header, String.valueOf(value));
        return this;
    }

    /// What limits and sessions are counted by.
    String token() {
        return visitor.session().id();
    }

    /// Whose ids of requests are told apart.
    String owner() {
        return session == null ? token() : token() + ' ' + session;
    }

    /// Who asks, and from where.
    Session caller() {
        return visitor.session().from(exchange.client());
    }

    /// The scopes that the token lacks for the tool that is called.
    List<String> scopesFor(Message.Request message) {
        return message.params().get("name") instanceof String tool
                ? visitor.scopesFor().apply(tool).stream()
                        .filter(ProtectedResource::isScope)
                        .toList()
                : List.of();
    }

    /// Why the body is not even read, or null.
    @Nullable HttpRefusal unfit() {
        List<String> types = exchange.values("Content-Type");
        if (types.size() != 1
                || !types.getFirst()
                        .split(";", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals("application/json")
                || !exchange.values("Content-Encoding").isEmpty()) {
            return HttpRefusal.NOT_JSON;
        }
        // Absent in the first request, and from clients of 2025-03-26, which did not have it.
        List<String> versions = exchange.values("MCP-Protocol-Version");
        return versions.size() > 1 || !Handshake.VERSIONS.containsAll(versions)
                ? HttpRefusal.VERSION
                : null;
    }
}
