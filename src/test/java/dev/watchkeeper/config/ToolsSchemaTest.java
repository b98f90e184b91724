package dev.watchkeeper.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ToolsSchemaTest {

    private static final Path FILE = Path.of("docs/tools.schema.json");

    @Test
    void theCommittedSchemaIsWhatTheRecordsSay() throws IOException {
        var known = new Vocabulary(SourceTypes.all(), NotifierTypes.all(), Set.of(), Set.of());
        String schema =
                JsonMapper.builder()
                                .build()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(ToolsSchema.of(known))
                        + "\n";
        if (Boolean.getBoolean("schema.write")) {
            Files.writeString(FILE, schema);
        }

        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("write it anew with ./build -Dtest=ToolsSchemaTest -Dschema.write=true")
                .isEqualTo(schema);
    }
}
