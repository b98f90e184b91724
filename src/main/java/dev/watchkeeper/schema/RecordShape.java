package dev.watchkeeper.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record class as keys: the one place that looks at its components.
record RecordShape(List<Key> keys, Constructor<?> constructor) {

    /// One component.
    ///
    /// @param name as in YAML: `requestsPerMinute` is `requests_per_minute`, unless it is [Named]
    /// @param defaultText as in YAML, or null
    record Key(
            String name,
            Type type,
            boolean nullable,
            @Nullable String defaultText,
            @Nullable Range range,
            @Nullable String doc) {

        boolean required() {
            return !nullable && defaultText == null && !holdsMany();
        }

        private boolean holdsMany() {
            Class<?> raw = rawClass(type);
            return Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw);
        }

        /// The default as a document, as if it had been written in that line; null when there is
        /// none.
        @Nullable Tree defaultTree(int line) {
            if (defaultText == null) {
                return null;
            }
            if (!defaultText.startsWith("[") && !defaultText.startsWith("{")) {
                return Tree.Scalar.plain(line, defaultText, defaultText);
            }
            return YamlReader.read(defaultText)
                    .orElseThrow(problems ->
                            new IllegalStateException("bad default of " + name + ": " + problems));
        }
    }

    static RecordShape of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type + " is not a record");
        }
        try {
            Constructor<?> constructor =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            // Records may be private to their package, as configurations usually are.
            constructor.setAccessible(true);
            return new RecordShape(
                    Arrays.stream(components).map(RecordShape::key).toList(), constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    static Class<?> rawClass(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case java.lang.reflect.ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> throw new IllegalArgumentException("cannot read a " + type);
        };
    }

    /// The nth type argument of a generic type: `Entry` of `List<Entry>`.
    static Type argument(Type type, int n) {
        if (type instanceof java.lang.reflect.ParameterizedType generic) {
            return generic.getActualTypeArguments()[n];
        }
        throw new IllegalArgumentException(type + " does not say what it holds");
    }

    private static Key key(RecordComponent component) {
        Default value = component.getAnnotation(Default.class);
        Doc doc = component.getAnnotation(Doc.class);
        return new Key(
                name(component),
                component.getGenericType(),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                value == null ? null : value.value(),
                component.getAnnotation(Range.class),
                doc == null ? null : doc.value());
    }

    private static String name(RecordComponent component) {
        Named named = component.getAnnotation(Named.class);
        return named != null
                ? named.value()
                : component
                        .getName()
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT);
    }
}
