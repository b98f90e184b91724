package dev.watchkeeper.mcp;

/// A request over HTTP that is turned away before any message of it is read. The body is the same
/// for all that fail alike, whatever was asked.
///
/// @param status the HTTP status
/// @param problem for a person; repeats nothing of the request
record Refusal(int status, String problem) {

    static final Refusal FOREIGN_HOST =
            new Refusal(421, "this server answers to loopback hosts only");
    static final Refusal FOREIGN_ORIGIN = new Refusal(403, "this origin may not call this server");
    static final Refusal NOT_FOUND = new Refusal(404, "not found");
    static final Refusal UNAUTHORIZED = new Refusal(401, "a valid bearer token is required");
    static final Refusal NOT_POST = new Refusal(405, "only POST is supported");
    static final Refusal NOT_GET = new Refusal(405, "only GET is supported");
    static final Refusal NOT_JSON = new Refusal(415, "the body must be application/json");
    static final Refusal VERSION =
            new Refusal(
                    400,
                    "unsupported MCP-Protocol-Version; supported: "
                            + String.join(", ", Dispatch.VERSIONS));
    static final Refusal TOO_LARGE = new Refusal(413, "the body may have at most 1 MB");
    static final Refusal BODY_BROKEN = new Refusal(400, "the body could not be read");
    static final Refusal INTERNAL = new Refusal(500, "internal error");
}
