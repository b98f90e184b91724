package dev.watchkeeper.catalog;

import dev.watchkeeper.schema.Doc;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do when certain checks find something: text, here or in a file.
///
/// @param text null if and only if `file` is given
@Doc("what to do when certain checks find something")
public record RunbookConfig(
        @Doc("names of the checks it is for; front matter of the file may name more")
                List<String> checks,
        @Doc("the runbook itself") @Nullable String text,
        @Doc("a file that holds it, in place of text; relative to this file") @Nullable Path file) {

    public RunbookConfig {
        if ((text == null) == (file == null)) {
            throw new IllegalArgumentException(
                    text == null
                            ? "give the runbook as text, or name a file that holds it"
                            : "give either text or file, not both");
        }
    }
}
