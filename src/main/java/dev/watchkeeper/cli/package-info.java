/// main and the subcommands, and how their answers look as text: everything meets here and nowhere
/// else.
@NullMarked
package dev.watchkeeper.cli;

import org.jspecify.annotations.NullMarked;
