package dev.watchkeeper.investigate;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Understands what `claude -p --output-format stream-json` prints: which tools it has, each step,
/// and the result. Used by one thread; read by others only after that one has ended.
final class ClaudeStream {

    /// What Claude said of itself at the start.
    record Init(String version, String model, String apiKeySource) {}

    /// Its last word.
    ///
    /// @param apiStatus the HTTP status of the API's refusal, or 0
    /// @param apiError the program's own word for what went wrong with the API, or empty
    record Result(
            String subtype,
            boolean error,
            String text,
            String stopReason,
            String terminalReason,
            int apiStatus,
            String apiError,
            @Nullable Double dollars) {}

    /// Why the run must be stopped at once.
    record Mismatch(FailureKind kind, String what) {}

    private record Call(String tool, String arguments, long since) {}

    private static final int MOST_OPEN_CALLS = 1_000;
    private static final List<String> TOKENS =
            List.of(
                    "input_tokens",
                    "cache_creation_input_tokens",
                    "cache_read_input_tokens",
                    "output_tokens");
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Set<String> expectedTools;
    private final StepListener steps;
    private final Consumer<Mismatch> onMismatch;
    private final Map<String, Call> open = new HashMap<>();

    private @Nullable Init init;
    private @Nullable Result result;
    private @Nullable Long tokens;
    private String lastMessage = "";
    private int turns;
    private int retries;
    private boolean retrying;
    private String apiError = "";
    private int stepsAnswered;
    private volatile String waitingFor = "starting";
    private long lines;
    private long garbage;

    /// @param expectedTools our tools, by their own names
    /// @param onMismatch hears at once when the tools are not exactly those
    ClaudeStream(Set<String> expectedTools, StepListener steps, Consumer<Mismatch> onMismatch) {
        this.expectedTools = expectedTools;
        this.steps = steps;
        this.onMismatch = onMismatch;
    }

    void line(byte[] line) {
        lines++;
        try {
            JsonNode message = ASCII.readTree(line);
            switch (message.path("type").asString("")) {
                case "system" -> system(message);
                case "assistant" -> {
                    apiError = Printable.of(message.path("error").asString(""), 60);
                    assistant(message.path("message"));
                }
                case "user" -> answers(message.path("message").path("content"));
                case "result" -> result = result(message);
                case "" -> garbage++;
                default -> {}
            }
        } catch (JacksonException notJson) {
            garbage++;
        }
        waitingFor = nowWaitingFor();
    }

    void tooLong() {
        lines++;
        garbage++;
    }

    private void system(JsonNode message) {
        switch (message.path("subtype").asString("")) {
            case "init" -> init(message);
            case "api_retry" -> {
                retries++;
                retrying = true;
            }
            default -> {}
        }
    }

    private void init(JsonNode message) {
        init =
                new Init(
                        Printable.of(message.path("claude_code_version").asString(""), 40),
                        Printable.of(message.path("model").asString(""), 100),
                        Printable.of(message.path("apiKeySource").asString(""), 40));
        Mismatch mismatch = mismatch(message);
        if (mismatch != null) {
            onMismatch.accept(mismatch);
        }
    }

    private @Nullable Mismatch mismatch(JsonNode message) {
        String status = "missing";
        for (JsonNode server : message.path("mcp_servers")) {
            String name = server.path("name").asString("");
            if (!name.equals(ClaudeCommand.SERVER)) {
                return new Mismatch(
                        FailureKind.WRONG_TOOLS,
                        "another server is connected: " + Printable.of(name, 60));
            }
            status = Printable.of(server.path("status").asString("unknown"), 40);
        }
        if (!status.equals("connected")) {
            return new Mismatch(FailureKind.TOOLS_NOT_CONNECTED, status);
        }
        var missing = new TreeSet<>(expectedTools);
        var others = new TreeSet<String>();
        for (JsonNode tool : message.path("tools")) {
            String name = tool.asString("");
            if (!name.startsWith(ClaudeCommand.TOOL_PREFIX) || !missing.remove(ownName(name))) {
                others.add(ownName(name));
            }
        }
        if (!others.isEmpty()) {
            return new Mismatch(
                    FailureKind.WRONG_TOOLS, "it also has " + String.join(", ", others));
        }
        if (!missing.isEmpty()) {
            return new Mismatch(FailureKind.WRONG_TOOLS, "it lacks " + String.join(", ", missing));
        }
        return null;
    }

    private void assistant(JsonNode message) {
        String id = message.path("id").asString("");
        retrying = false;
        // What the program says in the model's place, such as an API error, is no turn.
        if (!id.equals(lastMessage) && !message.path("model").asString("").startsWith("<")) {
            lastMessage = id;
            turns++;
        }
        for (JsonNode block : message.path("content")) {
            if (block.path("type").asString("").equals("tool_use")
                    && open.size() < MOST_OPEN_CALLS) {
                open.put(
                        block.path("id").asString(""),
                        new Call(
                                ownName(block.path("name").asString("")),
                                shortened(ASCII.writeValueAsString(block.path("input"))),
                                System.nanoTime()));
            }
        }
    }

    private void answers(JsonNode content) {
        for (JsonNode block : content) {
            Call call =
                    block.path("type").asString("").equals("tool_result")
                            ? open.remove(block.path("tool_use_id").asString(""))
                            : null;
            if (call != null) {
                steps.step(
                        new Step(
                                ++stepsAnswered,
                                call.tool(),
                                call.arguments(),
                                Duration.ofNanos(System.nanoTime() - call.since()),
                                !block.path("is_error").asBoolean(false)));
            }
        }
    }

    private Result result(JsonNode message) {
        JsonNode usage = message.path("usage");
        if (usage.isObject()) {
            tokens =
                    TOKENS.stream()
                            .mapToLong(kind -> Math.max(0, usage.path(kind).asLong(0)))
                            .sum();
        }
        JsonNode dollars = message.path("total_cost_usd");
        return new Result(
                Printable.of(message.path("subtype").asString(""), 60),
                message.path("is_error").asBoolean(true),
                message.path("result").asString(""),
                Printable.of(message.path("stop_reason").asString(""), 60),
                Printable.of(message.path("terminal_reason").asString(""), 60),
                message.path("api_error_status").asInt(0),
                apiError,
                dollars.isNumber() ? dollars.asDouble() : null);
    }

    private static String ownName(String tool) {
        return Printable.of(
                tool.startsWith(ClaudeCommand.TOOL_PREFIX)
                        ? tool.substring(ClaudeCommand.TOOL_PREFIX.length())
                        : tool,
                100);
    }

    private static String shortened(String json) {
        return json.length() <= Step.MAX_ARGUMENTS
                ? json
                : json.substring(0, Step.MAX_ARGUMENTS) + "…";
    }

    @Nullable Init init() {
        return init;
    }

    @Nullable Result result() {
        return result;
    }

    /// What the model read and wrote, as the result says; null when it does not.
    @Nullable Long tokens() {
        return tokens;
    }

    /// How often the model answered.
    int turns() {
        return turns;
    }

    /// How often a request to the API was tried again.
    int retries() {
        return retries;
    }

    /// What it is doing now; may be asked from any thread.
    String waitingFor() {
        return waitingFor;
    }

    private String nowWaitingFor() {
        if (init == null) {
            return "starting";
        }
        if (!open.isEmpty()) {
            return "waiting for the answer of "
                    + open.values().stream().map(Call::tool).min(String::compareTo).orElseThrow();
        }
        return retrying
                ? "trying again and again to reach the model's API"
                : "waiting for the model's answer";
    }

    int stepsAnswered() {
        return stepsAnswered;
    }

    long lines() {
        return lines;
    }

    /// Lines that were no message of Claude Code's.
    long garbage() {
        return garbage;
    }
}
