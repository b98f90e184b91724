package dev.watchkeeper.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdFieldsTest {

    private final IdFields fields = new IdFields();

    @Test
    void whatIsNearUniqueAndLooksLikeAnIdIsOne() {
        for (int i = 0; i < 300; i++) {
            fields.add("request_id", String.valueOf(70_000 + i / 3));
            fields.add("trace", String.format("%032x", 0xabcdef123L * (i / 3 + 1)));
            fields.add("job", "job_" + i / 2);
            fields.add("worker", "w-" + i % 4);
            fields.add("version", "v1");
            fields.add("duration_ms", String.valueOf(i * 17));
            fields.add("path", "/pages/" + i);
            fields.add("status", "200");
            fields.add("user_id", "u" + i % 3);
            fields.add("text", "some words " + i);
        }

        assertThat(fields.ids()).containsExactly("request_id", "trace", "job");
    }

    @Test
    void oneUuidIsEnoughAndTwoShortWordsAreNot() {
        fields.add("a", "123e4567-e89b-12d3-a456-426614174000");
        fields.add("b", "j2");
        fields.add("b", "j3");

        assertThat(fields.ids()).containsExactly("a");
    }
}
