package dev.watchkeeper.mcp;

/// A request over HTTP that is turned away before any message of it is read. The body is the same
/// for all that fail alike, whatever was asked.
///
/// @param status the HTTP status
/// @param problem for a person; repeats nothing of the request
record HttpRefusal(int status, String problem) {

    static final HttpRefusal FOREIGN_HOST =
            new HttpRefusal(421, "this server answers to loopback hosts only");
    static final HttpRefusal FOREIGN_ORIGIN =
            new HttpRefusal(403, "this origin may not call this server");
    static final HttpRefusal NOT_FOUND = new HttpRefusal(404, "not found");
    static final HttpRefusal UNAUTHORIZED =
            new HttpRefusal(401, "a valid bearer token is required");
    static final HttpRefusal NOT_POST = new HttpRefusal(405, "only POST is supported");
    static final HttpRefusal NOT_GET = new HttpRefusal(405, "only GET is supported");
    static final HttpRefusal NOT_JSON = new HttpRefusal(415, "the body must be application/json");
    static final HttpRefusal VERSION =
            new HttpRefusal(
                    400,
                    "unsupported MCP-Protocol-Version; supported: "
                            + String.join(", ", Dispatch.VERSIONS));
    static final HttpRefusal TOO_LARGE = new HttpRefusal(413, "the body may have at most 1 MB");
    static final HttpRefusal BODY_BROKEN = new HttpRefusal(400, "the body could not be read");
    static final HttpRefusal CLOSING = new HttpRefusal(503, "the server is closing");
    static final HttpRefusal INTERNAL = new HttpRefusal(500, "internal error");
}
