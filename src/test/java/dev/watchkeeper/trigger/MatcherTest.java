package dev.watchkeeper.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.model.FindingState;
import dev.watchkeeper.model.Severity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatcherTest {

    private static final Finding FINDING =
            new Finding(
                    "p-7c21-gateway",
                    "errors",
                    "gateway",
                    Severity.SEV2,
                    FindingState.NEW,
                    "t",
                    List.of(),
                    Instant.EPOCH,
                    Instant.EPOCH,
                    1,
                    null,
                    null);

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    gateway                       | true
                    p-7c21-gateway                | true
                    p-*                           | true
                    gate                          | false
                    subject=gate*                 | true
                    SUBJECT*                      | false
                    check=errors,subject=gateway  | true
                    check=errors , subject=worker | false
                    severity=sev2                 | true
                    severity=SEV3                 | false
                    *                             | true
                    """)
    void allTermsMustHold(String matcher, boolean matches) {
        assertThat(Matcher.of(matcher).matches(FINDING)).isEqualTo(matches);
    }

    @Test
    void whatIsNoneIsExplained() {
        assertThatThrownBy(() -> Matcher.of("colour=red"))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "the matcher \"colour=red\" asks for \"colour\"; it may ask for id, check,"
                                + " subject and severity, as in check=errors,subject=gateway");
        assertThatThrownBy(() -> Matcher.of("a,,b"))
                .isInstanceOf(BadRequest.class)
                .hasMessage(
                        "the matcher \"a,,b\" must name what it matches in letters, digits and _ ."
                                + " : / - *, as in gateway or check=errors,subject=gate*");
    }
}
