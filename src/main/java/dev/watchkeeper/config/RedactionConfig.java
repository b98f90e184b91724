package dev.watchkeeper.config;

import dev.watchkeeper.disclosure.redaction.RedactionLevel;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import java.util.List;

/// What tools.yaml says must not leave, whoever asks.
@Doc("what is hidden in everything that leaves")
public record RedactionConfig(
        @Doc(
                        "secrets: passwords, keys, tokens; personal: also mail addresses, card and account numbers")
                @Default("secrets")
                RedactionLevel level,
        @Doc("names of further fields whose values are secret") List<String> keys,
        @Doc("secrets to hide wherever they stand, such as ${DB_PASSWORD}; 8 characters or more")
                List<String> values) {}
