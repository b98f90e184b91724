package dev.watchkeeper.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void aScannerKnowsOneByItsForm() {
        String secret = Secret.fresh();

        assertThat(secret).matches("wk_[0-9A-Za-z]{49}").matches(Secret.FORM);
        assertThat(Secret.isOne(secret)).isTrue();
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(Stream.generate(Secret::fresh).limit(10_000)).doesNotHaveDuplicates();
    }

    @Test
    void oneThatWasMistypedIsNone() {
        String secret = Secret.fresh();
        char last = secret.charAt(20);

        assertThat(
                        Stream.of(
                                "",
                                "wk_",
                                secret.substring(1),
                                secret + "0",
                                secret.substring(0, 20)
                                        + (last == 'x' ? 'y' : 'x')
                                        + secret.substring(21)))
                .noneMatch(Secret::isOne);
    }

    @Test
    void theChecksumIsThatOfEarlierVersions() {
        assertThat(Secret.isOne("wk_00000000000000000000000000000000000000000003gLqtj")).isTrue();
    }

    @Test
    void idsAreNotGuessedEither() {
        assertThat(Secret.id("token-")).matches("token-[0-9A-Za-z]{22}");
        assertThat(Stream.generate(() -> Secret.id("")).limit(10_000)).doesNotHaveDuplicates();
    }
}
