package dev.watchkeeper.catalog;

import dev.watchkeeper.schema.Doc;
import dev.watchkeeper.schema.Range;

/// What is known of certain entries, returned with the answers that show them.
@Doc("what is known of certain entries; returned with the answers that show them")
public record NoteConfig(
        @Doc("text that an entry holds for the note to apply, in any case") @Range(min = 1)
                String when,
        @Doc("what it means, in a sentence") @Range(min = 1, max = 1000) String note) {}
