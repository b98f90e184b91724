package dev.watchkeeper.disclosure.redaction;

import java.util.Locale;
import java.util.Set;

/// What stands where a secret was, would be, or is spoken of: `***`, `${PASSWORD}`, `None`,
/// `required`, `settings.PASSWORD`.
final class Placeholders {

    private static final int LONGEST = 80;

    private static final Set<String> WORDS =
            Set.of(
                    "null",
                    "none",
                    "nil",
                    "undefined",
                    "nan",
                    "n/a",
                    "na",
                    "true",
                    "false",
                    "yes",
                    "no",
                    "on",
                    "off",
                    "empty",
                    "blank",
                    "set",
                    "unset",
                    "missing",
                    "required",
                    "optional",
                    "present",
                    "absent",
                    "valid",
                    "invalid",
                    "unknown",
                    "unchanged",
                    "changed",
                    "updated",
                    "reset",
                    "expired",
                    "enabled",
                    "disabled",
                    "redacted",
                    "filtered",
                    "masked",
                    "hidden",
                    "removed",
                    "omitted",
                    "scrubbed",
                    "sanitized",
                    "encrypted",
                    "hashed",
                    "string",
                    "str",
                    "text",
                    "bytes",
                    "byte",
                    "int",
                    "integer",
                    "bool",
                    "boolean",
                    "object",
                    "any",
                    "char",
                    "varchar",
                    "secretstr",
                    "optional[str]",
                    "bearer",
                    "basic",
                    "default",
                    "provided",
                    "supplied",
                    "given",
                    "stored",
                    "ok",
                    "success",
                    "failed",
                    "failure",
                    "error",
                    "wrong",
                    "incorrect",
                    "correct",
                    "mismatch",
                    "match",
                    "used",
                    "function",
                    "sha1",
                    "sha256",
                    "sha512",
                    "md5",
                    "bcrypt",
                    "argon2",
                    "argon2id",
                    "pbkdf2",
                    "scrypt",
                    "base64",
                    "utf8",
                    "utf-8",
                    "oauth2",
                    "hs256",
                    "rs256",
                    "es256");

    /// First words of what code reads a secret from.
    private static final Set<String> HOLDERS =
            Set.of(
                    "self",
                    "this",
                    "cls",
                    "settings",
                    "config",
                    "cfg",
                    "conf",
                    "os",
                    "env",
                    "environ",
                    "process",
                    "args",
                    "kwargs",
                    "options",
                    "opts",
                    "params",
                    "request",
                    "req",
                    "ctx",
                    "context",
                    "app",
                    "user",
                    "data",
                    "secrets",
                    "props",
                    "event",
                    "form",
                    "body",
                    "payload",
                    "session",
                    "credentials",
                    "creds",
                    "auth",
                    "client",
                    "account",
                    "system",
                    "vault",
                    "values",
                    "response",
                    "resp",
                    "res",
                    "obj",
                    "db",
                    "parsed",
                    "url",
                    "input",
                    "output",
                    "steps",
                    "var",
                    "local",
                    "module",
                    "each",
                    "github",
                    "inputs",
                    "state");

    private Placeholders() {}

    /// True when what stands at `[start, end)` is no value.
    static boolean is(String text, int start, int end) {
        int length = end - start;
        if (length <= 0) {
            return true;
        }
        if (length > LONGEST) {
            return false;
        }
        String value = text.substring(start, end);
        char first = value.charAt(0);
        char last = value.charAt(length - 1);
        return isBracketed(value, first, last)
                || isVariable(value, first, last)
                || isMasked(value)
                || WORDS.contains(value.toLowerCase(Locale.ROOT))
                || (value.regionMatches(true, 0, "your", 0, 4)
                        && value.length() > 5
                        && "_- ".indexOf(value.charAt(4)) >= 0);
    }

    private static boolean isBracketed(String value, char first, char last) {
        boolean pair =
                (first == '[' && last == ']')
                        || (first == '<' && last == '>')
                        || (first == '{' && last == '}');
        return pair && (first == '{' || value.indexOf(first, 1) < 0);
    }

    private static boolean isVariable(String value, char first, char last) {
        return switch (first) {
            case '$' ->
                    (Chars.at(value, 1) == '{' && last == '}')
                            || (Chars.at(value, 1) == '(' && last == ')')
                            || (isName(value, 1) && (upper(value) || value.length() <= 3));
            case '%' ->
                    value.length() <= 3
                            || Chars.at(value, 1) == '('
                            || (last == '%' && isName(value.substring(0, value.length() - 1), 1));
            case ':', '@' -> isName(value, 1) && (upper(value) || value.indexOf('_') > 0);
            case '?' -> value.length() == 1;
            default -> false;
        };
    }

    private static boolean isName(String value, int from) {
        return value.length() > from
                && value.chars()
                        .skip(from)
                        .allMatch(c -> c < 0x80 && (Chars.alphanumeric((char) c) || c == '_'));
    }

    private static boolean upper(String value) {
        return value.chars().noneMatch(c -> c >= 'a' && c <= 'z');
    }

    /// Asterisks, dots or crosses in place of characters, or no letter and no digit at all.
    private static boolean isMasked(String value) {
        boolean says = value.codePoints().anyMatch(Character::isLetterOrDigit);
        boolean same = value.chars().allMatch(c -> (c | 0x20) == 'x') && value.length() >= 3;
        return !says
                || same
                || value.contains("***")
                || value.contains("•••")
                || value.endsWith("...")
                || value.endsWith("…");
    }

    /// True when an unquoted value is an expression of a program: `settings.TOKEN`, `os.environ[`,
    /// `get_secret(`.
    static boolean isCode(String text, int start, int end) {
        char next = Chars.at(text, end);
        if (end - start > LONGEST
                || (!Chars.letter(text.charAt(start)) && text.charAt(start) != '_')) {
            return false;
        }
        int firstEnd = start;
        int i = start;
        boolean digits = false;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[') {
                break;
            }
            if (c == '.' && firstEnd == start) {
                firstEnd = i;
            } else if (c != '.' && c != '_' && !Chars.alphanumeric(c)) {
                return false;
            }
            digits |= Chars.digit(c);
        }
        boolean called = i < end || next == '(' || next == '[';
        boolean member =
                firstEnd > start
                        && HOLDERS.contains(
                                text.substring(start, firstEnd).toLowerCase(Locale.ROOT));
        return (called && !digits && i > start) || (member && !digits);
    }
}
