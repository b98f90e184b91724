package dev.watchkeeper.catalog;

import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Field;
import dev.watchkeeper.schema.Named;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A parameter of an [SqlToolConfig].
///
/// @param byDefault the value in its place when it is not given, as written; null when there is
///   none
/// @param required null stands for true, but for a parameter with a default
@Doc("a parameter of a tool")
public record SqlParameter(
        @Doc("as the statement names it") String name,
        @Doc("string, integer, float, boolean or array") Type type,
        @Doc("what it means, for Claude") @Nullable String description,
        @Doc("the value when it is not given") @Named("default") @Nullable List<String> byDefault,
        @Doc("false: null when it is not given") @Nullable Boolean required,
        @Doc("the only values allowed, exactly") @Named("allowedValues") List<String> allowedValues,
        @Doc("least value of an integer or float") @Named("minValue") @Nullable Double minValue,
        @Doc("greatest value of an integer or float") @Named("maxValue") @Nullable Double maxValue,
        @Doc("what an array holds") @Nullable Items items) {

    /// What an array holds. Its statement reads it with `json_each(:name)`.
    @Doc("what an array holds")
    public record Items(
            @Nullable String name,
            @Doc("string, integer, float or boolean") Type type,
            @Nullable String description) {}

    /// The types of Toolbox that a statement can be given.
    public enum Type {
        STRING(String.class),
        INTEGER(long.class),
        FLOAT(double.class),
        BOOLEAN(boolean.class),
        ARRAY(List.class);

        private final Class<?> javaType;

        Type(Class<?> javaType) {
            this.javaType = javaType;
        }

        /// What its values are here.
        public Class<?> javaType() {
            return javaType;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The same for whoever reads the arguments of a call. What it says was checked before.
    public Field field() {
        boolean list = type == Type.ARRAY;
        Class<?> values = list ? Objects.requireNonNull(items).type().javaType() : type.javaType();
        List<Object> defaults =
                byDefault == null
                        ? List.of()
                        : byDefault.stream().map(text -> Field.value(text, values)).toList();
        return new Field(
                name,
                values,
                list,
                byDefault == null && !Boolean.FALSE.equals(required),
                byDefault == null ? null : list ? defaults : defaults.getFirst(),
                allowedValues.stream().map(text -> Field.value(text, values)).toList(),
                minValue,
                maxValue,
                description == null || description.isBlank() ? null : description.strip());
    }
}
