package dev.watchkeeper.mcp;

import dev.watchkeeper.mcp.Message.Refused;
import dev.watchkeeper.mcp.Message.Request;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Requests to answers, for every transport: the handshake and our own checks, then the SDK's
/// stateless server, which knows the shapes of tools and of their results. Its errors never get
/// out: they name classes and repeat what exceptions say.
final class Dispatch {

    static final String CALL_TOOL = "tools/call";

    private static final String CALL = "call";

    private final ToolCalls tools;
    private final ServerSettings settings;
    private final Handshake handshake;
    private final McpStatelessServerHandler handler;

    Dispatch(ToolCalls tools, ServerSettings settings) {
        this.tools = tools;
        this.settings = settings;
        this.handshake = new Handshake(settings.version(), tools.instructions());
        var seam = new Seam();
        McpServer.sync(seam)
                .jsonMapper(new JacksonMcpJsonMapper(Json.MAPPER))
                // Arguments are checked by the tools, whose messages help more; loading the
                // validator would double the time to start.
                .jsonSchemaValidator(new AcceptAll())
                .validateToolInputs(false)
                // On the thread that asks: ours to block.
                .immediateExecution(true)
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .tools(tools.descriptions().stream().map(this::specification).toList())
                .build();
        handler = seam.handler();
    }

    /// Whether the request holds what its method needs.
    boolean accepts(Request request) {
        return RequestChecks.refusal(request, tools) == null;
    }

    /// The answer to a request as one line of JSON in UTF-8, without a line break.
    ///
    /// @param call for [#CALL_TOOL], null otherwise
    byte[] answer(Request request, @Nullable Call call) {
        Refused refused = RequestChecks.refusal(request, tools);
        if (refused != null) {
            if (call != null) {
                tools.refused(call, request);
            }
            return Handshake.error(refused);
        }
        try {
            byte[] early = handshake.answer(request);
            if (early != null) {
                return early;
            }
            var response =
                    handler.handleRequest(
                                    call == null
                                            ? McpTransportContext.EMPTY
                                            : McpTransportContext.create(Map.of(CALL, call)),
                                    new JSONRPCRequest(
                                            "2.0",
                                            request.method(),
                                            request.id(),
                                            RequestChecks.forSdk(request)))
                            .block();
            if (response != null && response.error() == null) {
                return Json.bytes(response);
            }
            throw new IllegalStateException("the SDK answered " + response);
        } catch (RuntimeException | Error e) {
            // An Error too, such as memory running out: a request without an answer hangs its
            // client.
            return Handshake.error(
                    new Refused(
                            request.id(),
                            Refused.INTERNAL,
                            internal(settings, request.method(), e)));
        }
    }

    /// Logs a failure that is our own fault; the text for the client, by which it is found again.
    static String internal(ServerSettings settings, String where, Throwable failure) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        synchronized (settings.log()) {
            settings.log().println("watchkeeper: internal error " + id + " in " + where);
            failure.printStackTrace(settings.log());
        }
        return "internal error, id " + id;
    }

    private SyncToolSpecification specification(Tool tool) {
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((context, request) ->
                        tools.call((Call) context.get(CALL), request.name(), request.arguments()))
                .build();
    }

    /// Where the SDK hands over its handler instead of serving anybody.
    private static final class Seam implements McpStatelessServerTransport {

        private @Nullable McpStatelessServerHandler handler;

        @Override
        public void setMcpHandler(McpStatelessServerHandler handler) {
            this.handler = handler;
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public List<String> protocolVersions() {
            return Handshake.VERSIONS;
        }

        McpStatelessServerHandler handler() {
            if (handler == null) {
                throw new IllegalStateException("the SDK's server came without a handler");
            }
            return handler;
        }
    }

    private static final class AcceptAll implements JsonSchemaValidator {

        @Override
        public ValidationResponse validate(Map<String, Object> schema, Object content) {
            return new ValidationResponse(true, null, null);
        }

        @Override
        public ValidationResponse validateSchema(Map<String, Object> schema) {
            return new ValidationResponse(true, null, null);
        }
    }
}
