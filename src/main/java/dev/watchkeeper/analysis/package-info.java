/// Pure functions from records to records: what log lines, series and differences mean.
@NullMarked
package dev.watchkeeper.analysis;

import org.jspecify.annotations.NullMarked;
