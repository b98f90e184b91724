/// Two windows compared, pure: what moved, since when, how surprising that is, and what came first.
@NullMarked
package dev.watchkeeper.analysis.difference;

import org.jspecify.annotations.NullMarked;
