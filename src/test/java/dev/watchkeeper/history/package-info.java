/// Tests of what Watchkeeper keeps of numbers.
@NullMarked
package dev.watchkeeper.history;

import org.jspecify.annotations.NullMarked;
