package dev.watchkeeper.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// One request over HTTP and the way to answer it, once.
///
/// @param client the address it came from, for the audit
record Exchange(Request request, Response response, Callback callback, String client) {

    Exchange {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
    }

    /// The same, with something to do when the answer has left.
    Exchange then(Runnable whenAnswered) {
        return new Exchange(request, response, Callback.from(callback, whenAnswered), client);
    }

    /// Every value that the request has of a header.
    List<String> values(String header) {
        return request.getHeaders().getFields(header).stream()
                .map(HttpField::getValue)
                .map(String::valueOf)
                .toList();
    }

    boolean is(String method) {
        return request.getMethod().equals(method);
    }

    Exchange with(String header, String value) {
        response.getHeaders().put(header, value);
        return this;
    }

    void refuse(HttpRefusal refusal) {
        // What is left of the body is not read, so nothing may follow it.
        with("Connection", "close");
        json(refusal.status(), Json.bytes(Map.of("error", refusal.problem())));
    }

    void json(int status, byte[] body) {
        send(status, "application/json", body);
    }

    void text(String type, String body) {
        send(200, type, body.getBytes(StandardCharsets.UTF_8));
    }

    void empty(int status) {
        response.setStatus(status);
        if (status != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        }
        response.write(true, ByteBuffer.allocate(0), callback);
    }

    private void send(int status, String type, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
