/// The comparison of two windows on numbers whose truth is known.
@NullMarked
package dev.watchkeeper.analysis.difference;

import org.jspecify.annotations.NullMarked;
