/// Runs one investigation of findings and says truthfully how it ended. The only package besides
/// journald that starts processes.
@NullMarked
package dev.watchkeeper.investigate;

import org.jspecify.annotations.NullMarked;
