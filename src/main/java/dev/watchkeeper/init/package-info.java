/// What a host shows of its services to whoever only reads: where their logs, databases and queues
/// are, and the tools.yaml that follows from it.
@NullMarked
package dev.watchkeeper.init;

import org.jspecify.annotations.NullMarked;
