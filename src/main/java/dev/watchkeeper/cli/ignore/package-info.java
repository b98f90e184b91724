/// `ignore`: what people need not be told, and what that would have hidden.
@NullMarked
package dev.watchkeeper.cli.ignore;

import org.jspecify.annotations.NullMarked;
