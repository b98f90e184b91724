/// What the fuzz targets of all packages share: kept inputs, a budget of time, checks of logs.
@NullMarked
package dev.watchkeeper.fuzz;

import org.jspecify.annotations.NullMarked;
