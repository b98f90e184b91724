package dev.watchkeeper.catalog;

import dev.watchkeeper.model.BadRequest;
import dev.watchkeeper.model.ChangeKind;
import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What tools.yaml says of one stream of changes: where they are found, and which entries are some.
@Doc("a stream of changes: of a source of type git or host, or entries of a file or stream")
public record ChangeStreamConfig(
        @Doc("name of the source that knows them: git, host, or a file (text, jsonl) of deploys")
                @Nullable String source,
        @Doc("instead of source: name of the log or event stream in which they stand")
                @Nullable String stream,
        @Doc("what its entries are") @Default("deploy") ChangeKind kind,
        @Doc("event types that are changes (event streams)") List<String> types,
        @Doc("a text that the message of each of them has (log streams); makes reading fast")
                @Nullable String contains,
        @Doc(
                        "RE2 pattern found in the message of each of them; groups (?P<version>…),"
                                + " (?P<subject>…) and (?P<time>…) if you like")
                @Range(max = 1000)
                @Nullable String pattern,
        @Doc("field with the version, commit or tag") @Default("version") String version,
        @Doc("field with what was changed: a service, a worker") @Default("service") String subject,
        @Doc("what this stream is, in a sentence") @Range(max = 1000) @Nullable String describe) {

    public ChangeStreamConfig {
        if ((source == null) == (stream == null)) {
            throw new BadRequest(
                    "needs either source (a source of changes, or a file) or stream (a log or event"
                            + " stream), and not both");
        }
        if (kind == ChangeKind.COMMIT || kind == ChangeKind.TAG) {
            throw new BadRequest(
                    "kind "
                            + kind.word()
                            + " comes from a source of type git alone; leave kind out there");
        }
    }
}
