package dev.watchkeeper.schema;

import dev.watchkeeper.model.Level;
import dev.watchkeeper.model.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the types of record components mean beyond those that are built in: interfaces whose record
/// is chosen by a `type` key, and scalars of our own. Immutable.
public final class Types {

    /// What everybody writes in capitals.
    private static final Set<Class<?>> IN_CAPITALS = Set.of(Level.class, Severity.class);

    private static final Types NONE = new Types(Map.of(), Map.of());

    private final Map<Class<?>, Map<String, Class<? extends Record>>> variants;
    private final Map<Class<?>, ScalarType> scalars;

    /// How one type is read from a scalar.
    ///
    /// @param expected what is expected, for messages: "a duration such as 5m, 2h or 14d"
    /// @param parse gives the value; throws IllegalArgumentException, DateTimeException or
    ///   BadRequest for text that is none
    record ScalarType(String expected, Function<String, ?> parse) {}

    private Types(
            Map<Class<?>, Map<String, Class<? extends Record>>> variants,
            Map<Class<?>, ScalarType> scalars) {
        this.variants = Collections.unmodifiableMap(variants);
        this.scalars = Collections.unmodifiableMap(scalars);
    }

    /// The built-in types alone.
    public static Types builtIn() {
        return NONE;
    }

    /// These and an interface: `type: NAME` chooses the record that is read in its place.
    public Types withVariants(Class<?> type, Map<String, ? extends Class<?>> records) {
        var byName = new LinkedHashMap<String, Class<? extends Record>>();
        records.forEach((name, record) -> byName.put(name, record.asSubclass(Record.class)));
        for (Class<? extends Record> record : byName.values()) {
            if (!type.isAssignableFrom(record)) {
                throw new IllegalArgumentException(record + " is not a " + type);
            }
        }
        var all = new LinkedHashMap<>(variants);
        all.put(type, Collections.unmodifiableMap(byName));
        return new Types(all, scalars);
    }

    /// These and a type written as a single value; also replaces a built-in one.
    ///
    /// @param expected for messages, after "expected": "a duration such as 5m, 2h or 14d"
    /// @param parse throws IllegalArgumentException when the text is no such value, or BadRequest
    ///   with a better message
    public <T> Types withScalar(
            Class<T> type, String expected, Function<String, ? extends T> parse) {
        var all = new LinkedHashMap<>(scalars);
        all.put(type, new ScalarType(expected, parse));
        return new Types(variants, all);
    }

    /// The records by the name of their `type`, or null when it is not chosen by one.
    @Nullable Map<String, Class<? extends Record>> variants(Class<?> type) {
        return variants.get(type);
    }

    @Nullable ScalarType scalar(Class<?> type) {
        ScalarType own = scalars.get(type);
        return own != null ? own : Scalars.BUILT_IN.get(type);
    }

    /// The names of an enum's constants as they are written: in lower case, but for levels and
    /// severities.
    static List<String> names(Class<?> enumType) {
        var names = new ArrayList<String>();
        for (Object constant : enumType.getEnumConstants()) {
            String name = constant.toString();
            names.add(IN_CAPITALS.contains(enumType) ? name : name.toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
