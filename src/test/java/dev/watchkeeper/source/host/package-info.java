/// Reading the machine.
@NullMarked
package dev.watchkeeper.source.host;

import org.jspecify.annotations.NullMarked;
