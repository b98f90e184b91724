package dev.watchkeeper.access;

import dev.watchkeeper.schema.Durations;
import dev.watchkeeper.schema.JsonValues;
import dev.watchkeeper.schema.Problem;
import dev.watchkeeper.schema.Reading;
import dev.watchkeeper.schema.RecordReader;
import dev.watchkeeper.schema.Strictness;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Scopes as JSON, with the keys of tools.yaml; read as strictly.
public final class ScopeJson {

    private static final TypeReference<Map<String, Object>> KEYS = new TypeReference<>() {};
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private ScopeJson() {}

    /// The keys that narrow something, and those that say how much is allowed.
    public static Map<String, Object> values(Scope scope) {
        var keys = new LinkedHashMap<String, Object>();
        if (scope.toolset() != null) {
            keys.put("toolset", scope.toolset());
        }
        putList(keys, "tools", scope.tools());
        putList(keys, "sources", scope.sources());
        putList(keys, "streams", scope.streams());
        if (scope.lookBack() != null) {
            keys.put("look_back", Durations.format(scope.lookBack()));
        }
        if (scope.redaction() != null) {
            keys.put("redaction", scope.redaction().name().toLowerCase(Locale.ROOT));
        }
        keys.put("calls_per_minute", scope.callsPerMinute());
        keys.put("write_incident", scope.writeIncident());
        return keys;
    }

    static String write(Scope scope) {
        return JSON.writeValueAsString(values(scope));
    }

    /// Reads what was written. A key that is not known, by this version, is a problem: what was
    /// meant to narrow must not be passed over.
    static Reading<Scope> read(String json) {
        try {
            Tree tree = JsonValues.toTree(JSON.readValue(json, KEYS));
            List<Problem> empty =
                    tree.children().stream()
                            .filter(entry -> entry.value().items().isEmpty())
                            .map(entry -> new Problem(0, entry.key(), "names nothing"))
                            .toList();
            return empty.isEmpty()
                    ? new RecordReader(Types.builtIn(), Strictness.DOCUMENT).read(tree, Scope.class)
                    : new Reading<>(null, empty);
        } catch (JacksonException e) {
            return new Reading<>(null, List.of(new Problem(0, "", "it is no JSON object")));
        }
    }

    private static void putList(Map<String, Object> keys, String key, List<String> names) {
        if (!names.isEmpty()) {
            keys.put(key, names);
        }
    }
}
