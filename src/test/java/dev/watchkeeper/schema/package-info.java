/// Tests of reading documents into records.
@NullMarked
package dev.watchkeeper.schema;

import org.jspecify.annotations.NullMarked;
