/// The protocol as clients meet it: over piped streams, real HTTP, raw sockets and real clients.
@NullMarked
package dev.watchkeeper.mcp;

import org.jspecify.annotations.NullMarked;
