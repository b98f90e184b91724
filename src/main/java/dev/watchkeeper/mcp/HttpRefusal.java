package dev.watchkeeper.mcp;

/// A request over HTTP that is turned away before any message of it reaches a tool. The body is the
/// same for all that fail alike, whatever was asked.
///
/// @param status the HTTP status
/// @param reason in short, for the audit and the metrics
/// @param problem for a person; repeats nothing of the request
record HttpRefusal(int status, String reason, String problem) {

    static final HttpRefusal FOREIGN_HOST =
            new HttpRefusal(421, "foreign host", "this server does not answer to that host");
    static final HttpRefusal FOREIGN_ORIGIN =
            new HttpRefusal(403, "foreign origin", "this origin may not call this server");
    static final HttpRefusal MANY_HEADERS =
            new HttpRefusal(431, "too many headers", "the request has too many headers");
    static final HttpRefusal NOT_FOUND = new HttpRefusal(404, "not found", "not found");
    static final HttpRefusal UNAUTHORIZED =
            new HttpRefusal(401, "no valid token", "a valid bearer token is required");
    static final HttpRefusal FAILS_OFTEN =
            new HttpRefusal(
                    429,
                    "too many failed logins",
                    "too many requests without a valid token came from this address");
    static final HttpRefusal NEEDS_SCOPE =
            new HttpRefusal(403, "insufficient scope", "the token needs a further scope for this");
    static final HttpRefusal MANY_CALLS =
            new HttpRefusal(
                    429,
                    "too many calls",
                    "too many calls with this token within a minute; ask again later");
    static final HttpRefusal MANY_REQUESTS =
            new HttpRefusal(
                    429,
                    "too many requests",
                    "too many requests with this token within a minute; ask again later");
    static final HttpRefusal MANY_AT_ONCE =
            new HttpRefusal(
                    429,
                    "too many at once",
                    "too many requests with this token are unanswered; ask fewer at a time");
    static final HttpRefusal NOT_POST =
            new HttpRefusal(405, "not POST", "only POST and DELETE are supported");
    static final HttpRefusal NOT_GET = new HttpRefusal(405, "not GET", "only GET is supported");
    static final HttpRefusal NOT_JSON =
            new HttpRefusal(415, "not JSON", "the body must be application/json");
    static final HttpRefusal VERSION =
            new HttpRefusal(
                    400,
                    "protocol version",
                    "unsupported MCP-Protocol-Version; supported: "
                            + String.join(", ", Handshake.VERSIONS));
    static final HttpRefusal NO_SESSION =
            new HttpRefusal(404, "unknown session", "there is no such session; initialize anew");
    static final HttpRefusal WHICH_SESSION =
            new HttpRefusal(400, "no session named", "Mcp-Session-Id must name one session");
    static final HttpRefusal TOO_LARGE =
            new HttpRefusal(413, "body too large", "the body may have at most 1 MB");
    static final HttpRefusal BODY_BROKEN =
            new HttpRefusal(400, "broken body", "the body could not be read");
    static final HttpRefusal MANY_BODIES =
            new HttpRefusal(
                    503, "too many bodies", "too many large requests at once; ask again later");
    static final HttpRefusal CLOSING = new HttpRefusal(503, "closing", "the server is closing");
    static final HttpRefusal INTERNAL = new HttpRefusal(500, "internal error", "internal error");
}
