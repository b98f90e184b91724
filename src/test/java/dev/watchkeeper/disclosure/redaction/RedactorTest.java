package dev.watchkeeper.disclosure.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final MarkKey KEY = MarkKey.of(new byte[32]);

    private final Redactor redactor = of(RedactionLevel.SECRETS);

    private static Redactor of(RedactionLevel level) {
        return Redactor.of(level, KEY, List.of("our own secret+1"), List.of("badge number"));
    }

    private String shown(String text) {
        return redactor.text(text).text();
    }

    @Test
    void aSecretBecomesAMarkOfItsKindAndIsCounted() {
        assertThat(redactor.text("login user=bob password=hunter2 from 10.0.0.1"))
                .isEqualTo(
                        new Redacted(
                                "login user=bob password=[redacted:password:48d1763b] from 10.0.0.1",
                                Map.of("password", 1)));
    }

    @Test
    void theSameValueHasTheSameDigitsWhicheverRuleFoundItAndHoweverItWasEscaped() {
        for (String text :
                List.of(
                        "password=p@ss/w0rd",
                        "{\"password\":\"p@ss/w0rd\"}",
                        "GET /login?password=p%40ss%2Fw0rd&x=1",
                        "postgres://bob:p%40ss%2Fw0rd@db/app",
                        "curl -u bob:p@ss/w0rd https://example.com/",
                        "<password>p@ss/w0rd</password>")) {
            assertThat(shown(text)).contains(":5837cfc0]").doesNotContain("w0rd");
        }
    }

    @Test
    void anotherKeyGivesOtherMarks() {
        byte[] other = new byte[32];
        other[0] = 1;
        Redactor elsewhere =
                Redactor.of(RedactionLevel.SECRETS, MarkKey.of(other), List.of(), List.of());
        assertThat(elsewhere.text("password=hunter2").text())
                .isNotEqualTo(redactor.text("password=hunter2").text());
    }

    @Test
    void aTextWithoutASecretIsTheSameInstance() {
        String text = String.join(" ", "the token expired", "at 10:15");
        assertThat(redactor.text(text).text()).isSameAs(text);
        assertThat(redactor.text(text).marks()).isEmpty();
        assertThat(redactor.value("message", text).text()).isSameAs(text);
    }

    @Test
    void theNameOfAFieldMakesItsValueASecret() {
        assertThat(redactor.value("db_password", "swordfish fish").text())
                .startsWith("[redacted:password:");
        assertThat(redactor.value("Authorization", "Bearer aB3dE6gH9").text())
                .startsWith("Bearer [redacted:authorization:");
        assertThat(redactor.value("Cookie", "theme=dark; sid=a8f3k2m9x1").text())
                .startsWith("theme=dark; sid=[redacted:cookie:");
        assertThat(redactor.value("badgeNumber", "17").text()).startsWith("[redacted:field:");
        assertThat(redactor.value("token_count", "1234").text()).isEqualTo("1234");
        assertThat(redactor.value("password", "***").text()).isEqualTo("***");
    }

    @Test
    void namesOfOnesOwnAreFoundInTextToo() {
        assertThat(shown("door opened, badge_number=0815 at 10:15"))
                .matches("door opened, badge_number=\\[redacted:field:[0-9a-f]{8}] at 10:15");
    }

    @Test
    void secretsOfOurOwnAreHiddenAtEveryLevelAndInEveryForm() {
        for (RedactionLevel level : RedactionLevel.values()) {
            for (String form :
                    List.of(
                            "x our own secret+1 y",
                            "q=our+own+secret%2B1",
                            "q=our%20own%20secret%2B1",
                            "b3VyIG93biBzZWNyZXQrMQ==",
                            "eG91ciBvd24gc2VjcmV0KzE=",
                            "eHhvdXIgb3duIHNlY3JldCsx")) {
                assertThat(of(level).text(form).text()).contains("[redacted:own-secret:9da2d456]");
            }
        }
    }

    @Test
    void nothingElseIsHiddenWhenItIsOff() {
        assertThat(of(RedactionLevel.OFF).text("password=hunter2").text())
                .isEqualTo("password=hunter2");
        assertThat(of(RedactionLevel.OFF).value("password", "hunter2").text()).isEqualTo("hunter2");
    }

    @Test
    void whatWasFoundOnceIsHiddenWhereverItStands() {
        assertThat(shown("apiKey=9f8e7d6c5b4a39281706 sent 9f8e7d6c5b4a39281706 again"))
                .doesNotContain("9f8e7d");
    }

    @Test
    void aMarkInALogIsLeftAndHidesNothingBesideIt() {
        String forged = "x [redacted:bearer:3f9a0000] y";
        assertThat(redactor.text(forged)).isEqualTo(new Redacted(forged, Map.of()));
        assertThat(shown("password=[redacted:bearer:3f9a0000]hunter2"))
                .isEqualTo("password=[redacted:bearer:3f9a0000][redacted:password:48d1763b]");
    }

    @Test
    void aPrivateKeyIsHiddenWholeAlsoWhenItWasCutOffAndACertificateIsNot() {
        String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEA\nAoIBAQC7VJTUt9Us8cKj";
        String mark = "[redacted:private-key:";
        assertThat(
                        shown(
                                "k -----BEGIN PRIVATE KEY-----\n"
                                        + body
                                        + "\n-----END PRIVATE KEY----- z"))
                .matches("k \\[redacted:private-key:[0-9a-f]{8}] z");
        assertThat(shown("-----BEGIN RSA PRIVATE KEY-----\n" + body)).startsWith(mark).hasSize(31);
        assertThat(shown("-----BEGIN CERTIFICATE-----\n" + body)).contains("MIIEvQ");
    }

    @Test
    void personalDataIsHiddenOnRequest() {
        String text =
                "mail to bob@example.com from 8.8.8.8 card 4111 1111 1111 1111 iban DE89 3704 0044 0532"
                        + " 0130 00 call +49 30 901820-00 from 2a00:1450:4001:82b::200e";
        assertThat(redactor.text(text).marks()).isEmpty();
        assertThat(of(RedactionLevel.PERSONAL).text(text).marks())
                .isEqualTo(Map.of("email", 1, "ip", 2, "card", 1, "iban", 1, "phone", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1 and 192.168.1.9 and 127.0.0.1 and fe80::1",
                "getty@tty1.service started",
                "icon@2x.png",
                "react@18.2.0",
                "order 4111111111111112 shipped, ts 1700000000000",
                "Chrome/120.0.60.71",
                "offset +0100",
                "+12 more",
                "git@github.com:org/repo.git"
            })
    void whatOnlyLooksPersonalIsLeft(String text) {
        assertThat(of(RedactionLevel.PERSONAL).text(text).text()).isEqualTo(text);
    }
}
