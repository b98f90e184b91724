/// What every command has: its options, where it speaks, and how text stands there.
@NullMarked
package dev.watchkeeper.cli.terminal;

import org.jspecify.annotations.NullMarked;
