/// Charts of all kinds of series: whether what is drawn is where it belongs.
@NullMarked
package dev.watchkeeper.chart;

import org.jspecify.annotations.NullMarked;
