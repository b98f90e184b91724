package dev.watchkeeper.catalog;

import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.RecordReader;
import dev.watchkeeper.schema.Strictness;
import dev.watchkeeper.schema.Tree;
import dev.watchkeeper.schema.Types;
import dev.watchkeeper.schema.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/// The limits of common providers that come with Watchkeeper: data with a date and a source, in
/// `limits.yaml` beside this class.
public final class LimitPresets {

    private LimitPresets() {}

    /// What a provider's page said on a day.
    ///
    /// @param provider whose limits, of what, in a line
    /// @param asOf when the page said so
    /// @param source the page
    @Doc("what a provider's page said on a day")
    public record Preset(String provider, LocalDate asOf, String source, ApiConfig.Limits limits) {

        /// Where the limits are from, in a sentence.
        public String origin() {
            return "limits of "
                    + provider
                    + " as published on "
                    + source
                    + ", as of "
                    + asOf
                    + "; they may have changed and may differ for your account";
        }
    }

    /// All presets by name, in the order of the file.
    public static Map<String, Preset> all() {
        Tree document =
                YamlReader.read(text())
                        .orElseThrow(problems -> new IllegalStateException(problems.toString()));
        var reader = new RecordReader(Types.builtIn(), Strictness.DOCUMENT);
        var presets = new LinkedHashMap<String, Preset>();
        for (Tree.Entry entry : document.children()) {
            presets.put(
                    entry.key(),
                    reader.read(entry.value(), Preset.class)
                            .orElseThrow(
                                    problems -> new IllegalStateException(problems.toString())));
        }
        return presets;
    }

    private static String text() {
        try (InputStream file = LimitPresets.class.getResourceAsStream("limits.yaml")) {
            if (file == null) {
                throw new IllegalStateException("limits.yaml is not in the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("limits.yaml in the jar cannot be read", e);
        }
    }
}
