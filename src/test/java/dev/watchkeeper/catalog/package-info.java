/// Tests of the numbers that tools.yaml declares.
@NullMarked
package dev.watchkeeper.catalog;

import org.jspecify.annotations.NullMarked;
