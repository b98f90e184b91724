/// Log and event streams over SQLite tables that belong to somebody else: opened read-only, read in
/// short statements, searched by bisecting the row id.
@NullMarked
package dev.watchkeeper.source.sqlite;

import org.jspecify.annotations.NullMarked;
