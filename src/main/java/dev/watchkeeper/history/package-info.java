/// What Watchkeeper keeps of numbers itself: the samples it takes, and roll-ups of declared
/// streams.
@NullMarked
package dev.watchkeeper.history;

import org.jspecify.annotations.NullMarked;
