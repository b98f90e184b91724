package dev.watchkeeper.disclosure.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/// Values for the templates of labelled lines, made from a seed; none was ever valid.
final class Fillings {

    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String ALNUM = LOWER.toUpperCase(Locale.ROOT) + LOWER + DIGITS;
    private static final String TOKEN = ALNUM + "-_";
    private static final String HEX = "0123456789abcdef";
    private static final String[] WORDS =
            "harbor lantern orders billing checkout gateway render invoice voice session worker media search catalog"
                    .split(" ", -1);
    private static final String[] USERS =
            "alice bob carol dave erin frank grace heidi svc-app deploy".split(" ", -1);
    private static final String[] PASSWORDS = {
        "hunter2",
        "Sommer2024!",
        "s3cr3t",
        "P@ssw0rd1",
        "tr0ub4dor&3",
        "x9!kQ2z",
        "Winter#77",
        "abc12345",
        "letmein99",
        "qwe123RTY",
        "Zx8$mmPq",
        "correct7horse",
        "12345678",
        "Passw0rd.",
        "pa$$w0rd",
        "u8Lk,93f",
        "N7*tpq-02",
        "admin123"
    };
    private static final String[] PLAIN_PASSWORDS = {
        "swordfish", "dragon", "monkey", "sunshine", "letmein", "princess", "qwertyuiop"
    };

    private final Random random;

    Fillings(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private String of(String alphabet, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String pem(String lineBreak) {
        var lines = new StringBuilder("MII" + of(ALNUM + "+/", 61));
        for (int line = 0; line < 5; line++) {
            lines.append(lineBreak).append(of(ALNUM + "+/", 64));
        }
        return lines.append(lineBreak).append(of(ALNUM + "+/", 30)).append("==").toString();
    }

    /// A secret of a kind.
    String secret(String kind) {
        return switch (kind) {
            case "pw" -> any(PASSWORDS);
            case "pwal" -> any("hunter2", "abc12345", "letmein99", "admin123");
            case "word" -> any(PLAIN_PASSWORDS);
            case "urlpw" -> any("p%40ss%21word1", "s3cr3t%2Fx", "hunter2");
            case "phrase" -> any("correct horse battery staple", "open 7 sesame doors");
            case "tok" -> of(TOKEN, 20 + random.nextInt(44)).replaceAll("^-|-$", "x");
            case "sess" -> of(LOWER + DIGITS, 26);
            case "hex32" -> of(HEX, 32);
            case "hex32up" -> of(HEX, 32).toUpperCase(Locale.ROOT);
            case "hex40" -> of(HEX, 40);
            case "hex64" -> of(HEX, 64);
            case "uuid" -> uuid();
            case "jwt" ->
                    base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
                            + "."
                            + base64Url("{\"sub\":\"" + of(DIGITS, 10) + "\",\"iat\":1700000000}")
                            + "."
                            + of(TOKEN, 43);
            case "basic" -> base64(any(USERS) + ":" + any(PASSWORDS));
            case "smtp" -> base64("\0" + any(USERS) + "\0" + any(PASSWORDS));
            case "smtpuser" -> base64(any(USERS) + "@example.com");
            case "smtppw" -> base64(any(PASSWORDS));
            case "b64key" -> of(ALNUM + "+/", 86) + "==";
            case "sig" -> of(ALNUM, 20) + "%2B" + of(ALNUM, 20) + "%3D";
            case "b64json" ->
                    base64(
                            "{\"user\":\""
                                    + any(USERS)
                                    + "\",\"password\":\""
                                    + any(PASSWORDS)
                                    + "\"}");
            case "b64pw" -> base64("host=db password=" + any(PASSWORDS) + " user=" + any(USERS));
            case "pem" -> pem("\n");
            case "pemesc" -> pem("\\n");
            case "otp" -> of(DIGITS, 6);
            case "pin" -> of("123456789", 4);
            case "cvv" -> of("123456789", 3);
            case "django" -> "django-insecure-" + of(ALNUM + "!@#$%^&*(-_=+)", 50);
            default -> provider(kind);
        };
    }

    private String provider(String kind) {
        return switch (kind) {
            case "aws" -> any("AKIA", "ASIA") + of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
            case "awssecret" -> of(ALNUM + "+/", 40);
            case "gcp" -> "AIza" + of(TOKEN, 35);
            case "github" -> any("ghp_", "gho_", "ghs_") + of(ALNUM, 36);
            case "githubpat" -> "github_pat_" + of(ALNUM, 22) + "_" + of(ALNUM, 59);
            case "gitlab" -> "glpat-" + of(TOKEN, 20);
            case "slack" ->
                    any("xoxb-", "xoxp-")
                            + of(DIGITS, 12)
                            + "-"
                            + of(DIGITS, 12)
                            + "-"
                            + of(ALNUM, 24);
            case "stripe" -> any("sk_live_", "rk_live_") + of(ALNUM, 24);
            case "openai" -> any("sk-proj-" + of(TOKEN, 60), "sk-" + of(ALNUM, 48));
            case "anthropic" -> "sk-ant-api03-" + of(TOKEN, 80);
            case "ya29" -> "ya29." + of(TOKEN, 60);
            case "npm" -> "npm_" + of(ALNUM, 36);
            case "pypi" -> "pypi-AgEIcHlwaS5vcmc" + of(TOKEN, 80);
            case "hf" -> "hf_" + of(ALNUM, 34);
            case "sendgrid" -> "SG." + of(TOKEN, 22) + "." + of(TOKEN, 43);
            case "shopify" -> "shpat_" + of(HEX, 32);
            case "dop" -> "dop_v1_" + of(HEX, 64);
            case "linear" -> "lin_api_" + of(ALNUM, 40);
            case "dapi" -> "dapi" + of(HEX, 32);
            case "rpa" -> "rpa_" + of(ALNUM, 44);
            case "hvs" -> "hvs." + of(TOKEN, 90);
            case "age" -> "AGE-SECRET-KEY-1" + of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58);
            case "glsa" -> "glsa_" + of(ALNUM, 32) + "_" + of(HEX, 8);
            case "tskey" -> "tskey-auth-" + of(ALNUM, 12) + "-" + of(ALNUM, 32);
            case "dckr" -> "dckr_pat_" + of(TOKEN, 27);
            case "ntfy" -> "tk_" + of(LOWER + DIGITS, 29);
            case "hooktok" -> of(TOKEN, 68);
            case "slackhook" -> of(ALNUM, 24);
            case "hook7" -> "b" + of(DIGITS, 2) + of(LOWER, 3) + of(DIGITS, 2);
            case "tgtoken" -> "1" + of(DIGITS, 9) + ":AA" + of(TOKEN, 33);
            case "discordtoken" ->
                    "MT" + of(ALNUM, 24) + "." + "G" + of(ALNUM, 5) + "." + of(TOKEN, 38);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private String uuid() {
        return of(HEX, 8)
                + "-"
                + of(HEX, 4)
                + "-4"
                + of(HEX, 3)
                + "-a"
                + of(HEX, 3)
                + "-"
                + of(HEX, 12);
    }

    /// What stands beside secrets, and in harmless lines.
    String other(String kind) {
        return switch (kind) {
            case "user" -> any(USERS);
            case "ip" ->
                    "10."
                            + random.nextInt(256)
                            + "."
                            + random.nextInt(256)
                            + "."
                            + (1 + random.nextInt(254));
            case "host" -> any(WORDS) + "-" + random.nextInt(9) + ".example.com";
            case "word" -> any(WORDS);
            case "n" ->
                    String.valueOf(random.nextInt(any("a", "b").equals("a") ? 1_000 : 10_000_000));
            case "n2" -> String.valueOf(10 + random.nextInt(50));
            case "f" -> String.format(Locale.ROOT, "%.3f", random.nextDouble() * 1000);
            case "ts" -> "17" + of(DIGITS, 8) + "." + of(DIGITS, 3);
            case "iso" ->
                    "2026-11-"
                            + (10 + random.nextInt(20))
                            + "T1"
                            + random.nextInt(10)
                            + ":"
                            + (10 + random.nextInt(50))
                            + ":"
                            + (10 + random.nextInt(50))
                            + ".123Z";
            case "uuid" -> uuid();
            case "hex8" -> of(HEX, 8);
            case "hex16" -> of(HEX, 16);
            case "hex32" -> of(HEX, 32);
            case "hex40", "sha" -> of(HEX, 40);
            case "sha7" -> of(HEX, 7);
            case "hex64" -> of(HEX, 64);
            case "b64" -> of(ALNUM + "+/", 43);
            case "tok16" -> of(ALNUM, 16);
            case "tok14" -> of(ALNUM, 14);
            case "ABC" -> of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 10);
            case "snowflake" -> "1" + of(DIGITS, 17);
            case "pw2" -> "Other7pass";
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
