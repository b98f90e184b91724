/// main, the subcommands, and the wiring by constructor: everything meets here and nowhere else.
@NullMarked
package dev.watchkeeper.cli;

import org.jspecify.annotations.NullMarked;
