package dev.watchkeeper.mcp;

import dev.watchkeeper.mcp.Gate.Admission;
import dev.watchkeeper.mcp.Message.Refused;
import dev.watchkeeper.tool.Toolbox;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// MCP's streamable HTTP, without its streams, which we have no use for: each POST carries one
/// message, and its response the answer as JSON. Clients may open a session or do without.
final class McpRoute {

    static final String PATH = "/mcp";

    /// Requests beside calls: greetings, lists, pings.
    private static final int REQUESTS_A_CALL = 10;

    private static final int FEWEST_REQUESTS = 600;

    private final Gate gate;
    private final Challenge challenge;
    private final Dispatches dispatches;
    private final CallsInFlight calls;
    private final McpSessions sessions;
    private final Refusals refusals;
    private final Connections connections;
    private final Turnstile callRate;
    private final Turnstile requestRate;
    private final Unanswered unanswered = new Unanswered();
    private final RequestBody.Room bodies = new RequestBody.Room();

    McpRoute(
            Gate gate,
            Challenge challenge,
            Dispatches dispatches,
            CallsInFlight calls,
            McpSessions sessions,
            Refusals refusals,
            Connections connections,
            LongSupplier nanos) {
        this.gate = gate;
        this.challenge = challenge;
        this.dispatches = dispatches;
        this.calls = calls;
        this.sessions = sessions;
        this.refusals = refusals;
        this.connections = connections;
        this.callRate = new Turnstile(nanos);
        this.requestRate = new Turnstile(nanos);
    }

    /// @param toolset the one named in the path, or null
    void handle(Exchange exchange, @Nullable String toolset) {
        switch (admission(exchange)) {
            case Admission.Refused(var reason, var principal) -> {
                boolean given = !exchange.values("Authorization").isEmpty();
                strangers(
                        exchange,
                        principal,
                        HttpRefusal.UNAUTHORIZED,
                        reason,
                        challenge.token(given));
            }
            case Admission.Unscoped(var principal, var needed) ->
                    strangers(
                            exchange,
                            principal,
                            HttpRefusal.NEEDS_SCOPE,
                            "none of its scopes opens anything",
                            challenge.scope(List.of(needed)));
            case Admission.Admitted(var visitor) -> {
                var visit = new Visit(exchange, visitor);
                Optional<Toolbox> toolbox = visitor.toolboxes().apply(toolset);
                long wait = requestRate.pass(visit.token(), requests(visitor.callsPerMinute()));
                if (wait > 0) {
                    turnAway(visit.with("Retry-After", wait), HttpRefusal.MANY_REQUESTS);
                } else if (toolbox.isEmpty()) {
                    turnAway(visit, HttpRefusal.NOT_FOUND);
                } else {
                    admitted(visit, toolbox.get());
                }
            }
        }
    }

    private Admission admission(Exchange exchange) {
        Optional<String> token = Bearer.of(exchange);
        return token.isPresent()
                ? gate.admit(token.get())
                : new Admission.Refused(
                        exchange.values("Authorization").isEmpty() ? "no token" : "no bearer token",
                        "");
    }

    private void strangers(
            Exchange exchange,
            String principal,
            HttpRefusal usual,
            String reason,
            String challenged) {
        long wait = refusals.failedLogin(exchange.client());
        HttpRefusal refusal = wait > 0 ? HttpRefusal.FAILS_OFTEN : usual;
        refusals.tell(exchange.client(), principal, refusal, reason);
        if (wait > 0) {
            exchange.with("Retry-After", String.valueOf(wait)).refuse(refusal);
        } else {
            exchange.with(Challenge.HEADER, challenged).refuse(refusal);
        }
    }

    private void admitted(Visit visit, Toolbox toolbox) {
        Exchange exchange = visit.exchange();
        if (!exchange.is("POST") && !exchange.is("DELETE")) {
            exchange.with("Allow", "POST, DELETE");
            turnAway(visit, HttpRefusal.NOT_POST);
            return;
        }
        List<String> named = exchange.values(McpSessions.HEADER);
        if (named.size() > 1 || (named.isEmpty() && exchange.is("DELETE"))) {
            turnAway(visit, HttpRefusal.WHICH_SESSION);
        } else if (exchange.is("DELETE")) {
            if (sessions.end(visit.token(), named.getFirst())) {
                exchange.empty(204);
            } else {
                turnAway(visit, HttpRefusal.NO_SESSION);
            }
        } else if (!named.isEmpty() && !sessions.use(visit.token(), named.getFirst())) {
            turnAway(visit, HttpRefusal.NO_SESSION);
        } else {
            post(visit.in(named.isEmpty() ? null : named.getFirst()), toolbox);
        }
    }

    private void post(Visit visit, Toolbox toolbox) {
        HttpRefusal unfit = visit.unfit();
        if (unfit != null) {
            turnAway(visit, unfit);
            return;
        }
        RequestBody body = bodies.read(visit.exchange().request(), visit.token());
        if (body.refusal() != null) {
            turnAway(visit, body.refusal());
            return;
        }
        // Only now: who sends slowly must not take the places of those who have sent.
        Runnable answered = unanswered.begin(visit.token());
        if (answered == null) {
            turnAway(visit.with("Retry-After", 1), HttpRefusal.MANY_AT_ONCE);
            return;
        }
        connections.busy(visit.exchange().request());
        try {
            message(visit.then(answered), toolbox, body.bytes());
        } catch (RuntimeException e) {
            answered.run();
            throw e;
        }
    }

    private void message(Visit visit, Toolbox toolbox, byte[] body) {
        Exchange exchange = visit.exchange();
        switch (MessageReader.read(body)) {
            case Refused refused -> exchange.json(400, Handshake.error(refused));
            case Message.Answer ignored -> exchange.empty(202);
            case Message.Notification notification -> {
                Cancellation.of(notification).ifPresent(id -> calls.cancel(visit.owner(), id));
                exchange.empty(202);
            }
            case Message.Request message -> request(visit, toolbox, message);
        }
    }

    private void request(Visit visit, Toolbox toolbox, Message.Request message) {
        Dispatch dispatch = dispatches.over(toolbox);
        Exchange exchange = visit.exchange();
        if (!message.method().equals(Dispatch.CALL_TOOL)) {
            if (message.method().equals(Handshake.INITIALIZE)
                    && visit.session() == null
                    && dispatch.accepts(message)) {
                exchange.with(McpSessions.HEADER, sessions.open(visit.token()));
            }
            exchange.json(200, dispatch.answer(message, null));
            return;
        }
        List<String> scopes = dispatch.accepts(message) ? List.of() : visit.scopesFor(message);
        if (!scopes.isEmpty()) {
            exchange.with(Challenge.HEADER, challenge.scope(scopes));
            turnAway(visit, HttpRefusal.NEEDS_SCOPE);
            return;
        }
        long wait = callRate.pass(visit.token(), visit.visitor().callsPerMinute());
        if (wait > 0) {
            turnAway(visit.with("Retry-After", wait), HttpRefusal.MANY_CALLS);
            return;
        }
        call(visit, dispatch, message);
    }

    private void call(Visit visit, Dispatch dispatch, Message.Request message) {
        var presence = new ClientPresence(visit.exchange().request());
        Call call = calls.begin(visit.owner(), visit.caller(), message.id(), presence);
        // It is in flight until its answer has left: a server that closes waits for that.
        Exchange exchange = visit.exchange().then(() -> calls.end(call));
        byte[] answer;
        try {
            answer = dispatch.answer(message, call);
        } catch (RuntimeException e) {
            calls.end(call);
            throw e;
        }
        if (presence.pipelines()) {
            exchange.with("Connection", "close");
        }
        if (!call.cancelled()) {
            exchange.json(200, answer);
        } else if (calls.closing()) {
            exchange.refuse(HttpRefusal.CLOSING);
        } else {
            // A cancelled request gets no answer; its exchange has to end all the same.
            exchange.empty(202);
        }
    }

    private void turnAway(Visit visit, HttpRefusal refusal) {
        refusals.tell(
                visit.exchange().client(),
                visit.visitor().session().principal(),
                refusal,
                refusal.reason());
        visit.exchange().refuse(refusal);
    }

    private static int requests(int calls) {
        return (int)
                Math.min(
                        Visitor.UNLIMITED,
                        Math.max(FEWEST_REQUESTS, (long) calls * REQUESTS_A_CALL));
    }
}
