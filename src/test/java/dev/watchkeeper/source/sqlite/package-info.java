/// SQLite sources on real database files.
@NullMarked
package dev.watchkeeper.source.sqlite;

import org.jspecify.annotations.NullMarked;
