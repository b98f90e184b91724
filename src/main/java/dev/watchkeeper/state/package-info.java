/// Watchkeeper's own SQLite: receipts, templates and their hourly counts, findings, runs.
@NullMarked
package dev.watchkeeper.state;

import org.jspecify.annotations.NullMarked;
