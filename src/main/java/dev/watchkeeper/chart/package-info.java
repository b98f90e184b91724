/// Drawings of measured quantities as SVG files: pure, from a series and what is known of it to a
/// text without scripts and without references to anything outside of it.
@NullMarked
package dev.watchkeeper.chart;

import org.jspecify.annotations.NullMarked;
