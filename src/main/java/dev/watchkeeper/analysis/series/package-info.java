/// Whether a measured quantity is as it should be: from a series and what is known of it to a
/// verdict that says against what, since when, from how many points and how sure.
@NullMarked
package dev.watchkeeper.analysis.series;

import org.jspecify.annotations.NullMarked;
