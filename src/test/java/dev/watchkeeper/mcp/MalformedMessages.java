package dev.watchkeeper.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Messages that no proper client sends, of every kind that is known to have ended a server.
final class MalformedMessages {

    static final List<String> ALL = all();

    private MalformedMessages() {}

    private static List<String> all() {
        String ping = Rpc.request(1, "ping", "{}");
        List<String> all = new ArrayList<>();
        all.addAll(
                List.of(
                        "",
                        " ",
                        "[]",
                        "null",
                        "\"x\"",
                        "1",
                        "NaN",
                        "{",
                        "}",
                        "{}",
                        "[" + ping + "]",
                        "[" + (ping + ",").repeat(9_999) + ping + "]",
                        ping + ping,
                        ping + "\n" + ping,
                        "\uFEFF" + ping,
                        "\u0000" + ping,
                        ping + "\u0000",
                        "[".repeat(100_000),
                        "{\"a\":".repeat(100_000),
                        "[" + "[],".repeat(300_000) + "[]]",
                        "{\"jsonrpc\":\"2.0\"}",
                        "{\"jsonrpc\":\"2.0\",\"result\":{}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":null}",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"notifications/initialized\"}",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"echo\"}}",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":{}}}"));
        for (String id :
                List.of(
                        "null",
                        "true",
                        "1.5",
                        "9007199254740993",
                        "1180591620717411303424",
                        "1e999999999",
                        "-1e-999999999",
                        "\"" + "x".repeat(1 << 19) + "\"",
                        "{}",
                        "\"\\ud800\"")) {
            all.add(Rpc.request(id, "ping", "{}"));
        }
        for (String method : List.of("", "rpc.x", "x".repeat(1 << 19), "tools/call/", "\\u0000")) {
            all.add(Rpc.request(1, method, "{}"));
        }
        for (String params :
                List.of(
                        "[]",
                        "\"x\"",
                        "{\"name\":5}",
                        "{\"name\":\"echo\",\"arguments\":[]}",
                        "{\"name\":\"echo\",\"arguments\":null,\"_meta\":7}",
                        "{\"name\":\"\\ud800\"}",
                        "{\"name\":\"break\"}",
                        "{\"name\":\"echo\",\"arguments\":{\"n\":1e400}}",
                        "{\"name\":\"echo\",\"arguments\":{\"n\":" + "9".repeat(2_000) + "}}",
                        IntStream.range(0, 50_000)
                                .mapToObj(i -> "\"k" + i + "\":1")
                                .collect(Collectors.joining(",", "{", "}")))) {
            all.add(Rpc.request(1, "tools/call", params));
            all.add(Rpc.request(1, "initialize", params));
            all.add(Rpc.request(1, "tools/list", params));
        }
        return all;
    }
}
