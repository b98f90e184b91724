/// How much of a rate limit is used: windows that slide over events or begin with the clock, in
/// bounded memory.
@NullMarked
package dev.watchkeeper.analysis.rate;

import org.jspecify.annotations.NullMarked;
