package dev.watchkeeper.schema;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.schema.Tree.Kind;
import dev.watchkeeper.schema.Tree.Scalar;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads single values: numbers, booleans, enums, and whatever [Types] reads from text.
final class ScalarReader {

    private final Types types;
    private final boolean lenient;

    ScalarReader(Types types, Strictness strictness) {
        this.types = types;
        this.lenient = strictness == Strictness.ARGUMENTS;
    }

    /// What is wrong with a value; the message is the problem's text.
    static final class Refused extends Exception {
        Refused(String text) {
            super(text);
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    /// What a value of a type is called in messages.
    String expected(Class<?> type) {
        if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isEnum() && types.scalar(type) == null) {
            return "one of " + Words.list(Types.names(type));
        }
        var scalar = types.scalar(type);
        if (scalar == null) {
            throw new IllegalArgumentException("no way to read a " + type);
        }
        return scalar.expected();
    }

    Object read(Scalar scalar, Class<?> type, @Nullable Range range) throws Refused {
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact(
                    whole(scalar, type, range, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        if (type == long.class || type == Long.class) {
            return whole(scalar, type, range, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == double.class || type == Double.class) {
            return number(scalar, range);
        }
        if (type == boolean.class || type == Boolean.class) {
            if (scalar.kind() == Kind.BOOLEAN || (lenient && isBoolean(scalar.text()))) {
                return scalar.text().equalsIgnoreCase("true");
            }
            throw unlike(scalar, type);
        }
        if (type.isEnum() && types.scalar(type) == null) {
            return constant(scalar, type);
        }
        return fromText(scalar, type, range);
    }

    private long whole(Scalar scalar, Class<?> type, @Nullable Range range, long least, long most)
            throws Refused {
        String text = scalar.text();
        boolean asNumber =
                scalar.kind() == Kind.INTEGER
                        || (lenient && Scalar.plain(0, text, text).kind() == Kind.INTEGER);
        if (!asNumber && lenient && scalar.kind() == Kind.DECIMAL && text.matches("-?\\d+\\.0+")) {
            text = text.substring(0, text.indexOf('.'));
            asNumber = true;
        }
        if (!asNumber) {
            throw unlike(scalar, type);
        }
        long min = range == null ? least : Math.max(range.min(), least);
        long max = range == null ? most : Math.min(range.max(), most);
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            value = text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
            if (min == Long.MIN_VALUE || max == Long.MAX_VALUE) {
                throw new Refused("must be a number of at most 18 digits, got " + scalar.shown());
            }
        }
        if (value < min || value > max) {
            throw outside(min, max, least, most, "", scalar.shown());
        }
        return value;
    }

    private double number(Scalar scalar, @Nullable Range range) throws Refused {
        Kind kind =
                lenient && scalar.kind() == Kind.TEXT
                        ? Scalar.plain(0, scalar.text(), "").kind()
                        : scalar.kind();
        if (kind != Kind.INTEGER && kind != Kind.DECIMAL) {
            throw unlike(scalar, double.class);
        }
        double value = Double.parseDouble(scalar.text());
        if (range != null && (value < range.min() || value > range.max())) {
            throw outside(range, "", scalar.shown());
        }
        return value;
    }

    private Object constant(Scalar scalar, Class<?> type) throws Refused {
        String wanted = scalar.text().strip().replace('-', '_');
        for (Object constant : type.getEnumConstants()) {
            if (wanted.equalsIgnoreCase(((Enum<?>) constant).name())
                    || scalar.text().strip().equalsIgnoreCase(constant.toString())) {
                return constant;
            }
        }
        List<String> names = Types.names(type);
        throw new Refused(
                "expected "
                        + expected(type)
                        + ", got "
                        + Words.quote(scalar.shown())
                        + Words.closest(wanted, names)
                                .map(name -> "; did you mean " + name + "?")
                                .orElse(""));
    }

    private Object fromText(Scalar scalar, Class<?> type, @Nullable Range range) throws Refused {
        var reader = types.scalar(type);
        if (reader == null) {
            throw new IllegalArgumentException("no way to read a " + type);
        }
        if (range != null && type == String.class) {
            checkLength(scalar.text().codePointCount(0, scalar.text().length()), range);
        }
        try {
            return reader.parse().apply(scalar.text());
        } catch (BadRequest e) {
            throw new Refused(e.text());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw unlike(scalar, type);
        }
    }

    private static void checkLength(int length, Range range) throws Refused {
        if (length < range.min() || length > range.max()) {
            if (length == 0 && range.min() == 1) {
                throw new Refused("must not be empty");
            }
            throw outside(range, " characters long", Integer.toString(length));
        }
    }

    /// Refuses a number of items that is out of range.
    static void checkSize(int size, Range range) throws Refused {
        if (size < range.min() || size > range.max()) {
            throw outside(range, " items long", Integer.toString(size));
        }
    }

    private Refused unlike(Scalar scalar, Class<?> type) {
        boolean quoted =
                scalar.kind() == Kind.TEXT
                        && Scalar.plain(0, scalar.text(), "").kind() != Kind.TEXT
                        && type != String.class
                        && types.scalar(type) == null;
        boolean bare = scalar.kind() != Kind.TEXT;
        return new Refused(
                "expected "
                        + expected(type)
                        + ", got "
                        + (quoted
                                ? "the text " + Words.quote(scalar.shown()) + "; remove the quotes"
                                : bare ? scalar.shown() : Words.quote(scalar.shown())));
    }

    private static Refused outside(Range range, String measure, String got) {
        return outside(range.min(), range.max(), Long.MIN_VALUE, Long.MAX_VALUE, measure, got);
    }

    private static Refused outside(
            long min, long max, long least, long most, String measure, String got) {
        String allowed =
                max == most && min != least
                        ? "at least " + min
                        : min == least && max != most
                                ? "at most " + max
                                : "between " + min + " and " + max;
        return new Refused("must be " + allowed + measure + ", got " + got);
    }

    private static boolean isBoolean(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }
}
