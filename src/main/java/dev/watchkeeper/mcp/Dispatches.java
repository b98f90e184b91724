package dev.watchkeeper.mcp;

import dev.watchkeeper.tool.Toolbox;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The dispatch over each toolbox, made once for as long as it is asked for. Thread-safe.
final class Dispatches {

    private static final int KEPT = 64;

    private final ServerSettings settings;
    private final CallsInFlight calls;
    private final Metrics metrics;
    private final Map<Key, Dispatch> byToolbox = new LinkedHashMap<>(KEPT, 0.75f, true);

    Dispatches(ServerSettings settings, CallsInFlight calls, Metrics metrics) {
        this.settings = settings;
        this.calls = calls;
        this.metrics = metrics;
    }

    synchronized Dispatch over(Toolbox toolbox) {
        var key = new Key(toolbox);
        Dispatch known = byToolbox.get(key);
        if (known != null) {
            return known;
        }
        var dispatch = new Dispatch(new ToolCalls(toolbox, settings, calls, metrics), settings);
        byToolbox.put(key, dispatch);
        if (byToolbox.size() > KEPT) {
            Iterator<Key> oldest = byToolbox.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return dispatch;
    }

    /// The toolbox itself, whatever it says it equals.
    private record Key(Toolbox toolbox) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.toolbox == toolbox;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(toolbox);
        }
    }
}
