package dev.watchkeeper.catalog;

import dev.watchkeeper.schema.Default;
import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Named;
import dev.watchkeeper.schema.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What tools.yaml says of one question of the operator's own. Spelled as MCP Toolbox spells its
/// SQL tools, so that a definition made for it can be pasted. What its parts say of one another is
/// checked where the file is read.
@Doc("a question of your own as a tool: one read-only statement with typed parameters")
public record SqlToolConfig(
        @Doc("sqlite-sql; may be left out") @Nullable String kind,
        @Doc("the same as kind") @Nullable String type,
        @Doc("source that speaks SQL") String source,
        @Doc("what it answers and when to ask it, for Claude") @Range(min = 10, max = 1_000)
                String description,
        @Doc("one statement that reads; its parameters are :name, or ? in the order below")
                String statement,
        @Doc("what the caller gives; bound as values, never put into the text")
                List<SqlParameter> parameters,
        @Doc("refused: they would put text of the caller into the statement")
                @Named("templateParameters")
                List<Object> templateParameters,
        @Doc("most rows of an answer")
                @Named("maxRows")
                @Default("100")
                @Range(min = 1, max = 1_000)
                int maxRows) {}
