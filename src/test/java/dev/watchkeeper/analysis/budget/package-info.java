@NullMarked
package dev.watchkeeper.analysis.budget;

import org.jspecify.annotations.NullMarked;
