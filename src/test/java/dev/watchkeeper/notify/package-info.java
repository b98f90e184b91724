/// The channels and the outbox against real HTTP servers and a real SQLite file.
@NullMarked
package dev.watchkeeper.notify;

import org.jspecify.annotations.NullMarked;
