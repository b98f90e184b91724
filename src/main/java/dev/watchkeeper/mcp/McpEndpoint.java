package dev.watchkeeper.mcp;

import dev.watchkeeper.mcp.Message.Refused;
import dev.watchkeeper.tool.Session;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// MCP's streamable HTTP, without its streams and sessions, which we have no use for: each POST
/// carries one message, and its response the answer as JSON.
final class McpEndpoint extends Handler.Abstract {

    static final String PATH = "/mcp";
    static final String HEALTH = "/healthz";

    private final Doorkeeper doorkeeper;
    private final Dispatch dispatch;
    private final CallsInFlight calls;
    private final ServerSettings settings;

    McpEndpoint(
            Function<String, Optional<Session>> authenticate,
            Dispatch dispatch,
            CallsInFlight calls,
            ServerSettings settings) {
        this.doorkeeper = new Doorkeeper(authenticate);
        this.dispatch = dispatch;
        this.calls = calls;
        this.settings = settings;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            respond(request, response, callback);
        } catch (RuntimeException e) {
            Dispatch.internal(settings, "the HTTP server", e);
            refuse(response, HttpRefusal.INTERNAL, callback);
        }
        return true;
    }

    private void respond(Request request, Response response, Callback callback) {
        HttpRefusal foreign = Doorkeeper.refusal(request);
        if (foreign != null) {
            refuse(response, foreign, callback);
            return;
        }
        switch (request.getHttpURI().getPath()) {
            case HEALTH -> health(request, response, callback);
            case PATH -> mcp(request, response, callback);
            case null, default -> refuse(response, HttpRefusal.NOT_FOUND, callback);
        }
    }

    private static void health(Request request, Response response, Callback callback) {
        if (!request.getMethod().equals("GET")) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET");
            refuse(response, HttpRefusal.NOT_GET, callback);
            return;
        }
        send(response, 200, Json.bytes(Map.of("status", "ok")), callback);
    }

    private void mcp(Request request, Response response, Callback callback) {
        Session session = doorkeeper.session(request).orElse(null);
        if (session == null) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            refuse(response, HttpRefusal.UNAUTHORIZED, callback);
            return;
        }
        if (!request.getMethod().equals("POST")) {
            response.getHeaders().put(HttpHeader.ALLOW, "POST");
            refuse(response, HttpRefusal.NOT_POST, callback);
            return;
        }
        HttpRefusal unfit = Doorkeeper.messageRefusal(request);
        if (unfit != null) {
            refuse(response, unfit, callback);
            return;
        }
        RequestBody body = RequestBody.of(request);
        if (body.refusal() != null) {
            refuse(response, body.refusal(), callback);
            return;
        }
        switch (MessageReader.read(body.bytes())) {
            case Refused refused -> send(response, 400, Dispatch.error(refused), callback);
            case Message.Answer ignored -> send(response, 202, null, callback);
            case Message.Notification notification -> {
                Cancellation.of(notification).ifPresent(id -> calls.cancel(session, id));
                send(response, 202, null, callback);
            }
            case Message.Request message -> answer(request, message, session, response, callback);
        }
    }

    private void answer(
            Request request,
            Message.Request message,
            Session session,
            Response response,
            Callback callback) {
        if (!message.method().equals(Dispatch.CALL_TOOL)) {
            send(response, 200, dispatch.answer(message, null), callback);
            return;
        }
        var presence = new ClientPresence(request);
        Call call = calls.begin(session, message.id(), presence);
        // It is in flight until its answer has left: a server that closes waits for that.
        Callback answered = Callback.from(callback, () -> calls.end(call));
        byte[] answer;
        try {
            answer = dispatch.answer(message, call);
        } catch (RuntimeException e) {
            calls.end(call);
            throw e;
        }
        if (presence.pipelines()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        if (!call.deadline().cancelled()) {
            send(response, 200, answer, answered);
        } else if (calls.closing()) {
            refuse(response, HttpRefusal.CLOSING, answered);
        } else {
            // A cancelled request gets no answer; its exchange has to end all the same.
            send(response, 202, null, answered);
        }
    }

    static void refuse(Response response, HttpRefusal refusal, Callback callback) {
        // What is left of the body is not read, so nothing may follow it.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        send(response, refusal.status(), Json.bytes(Map.of("error", refusal.problem())), callback);
    }

    private static void send(
            Response response, int status, byte @Nullable [] json, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (json == null) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
            response.write(true, ByteBuffer.allocate(0), callback);
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, json.length);
        response.write(true, ByteBuffer.wrap(json), callback);
    }
}
