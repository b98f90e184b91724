package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Toolbox;
import java.util.IdentityHashMap;

/// The dispatch over each toolbox, made once for as long as it is asked for. Thread-safe.
final class Dispatches {

    private static final int KEPT = 64;

    private final ServerSettings settings;
    private final CallsInFlight calls;
    private final Metrics metrics;

    /// By the toolbox itself, whatever it says it equals.
    private final IdentityHashMap<Toolbox, Dispatch> byToolbox = new IdentityHashMap<>();

    Dispatches(ServerSettings settings, CallsInFlight calls, Metrics metrics) {
        this.settings = settings;
        this.calls = calls;
        this.metrics = metrics;
    }

    synchronized Dispatch over(Toolbox toolbox) {
        Dispatch known = byToolbox.get(toolbox);
        if (known != null) {
            return known;
        }
        if (byToolbox.size() >= KEPT) {
            byToolbox.clear();
        }
        var dispatch = new Dispatch(new ToolCalls(toolbox, settings, calls, metrics), settings);
        byToolbox.put(toolbox, dispatch);
        return dispatch;
    }
}
