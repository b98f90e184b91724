/// What differs between two windows in all that tools.yaml declares.
@NullMarked
package dev.watchkeeper.catalog.difference;

import org.jspecify.annotations.NullMarked;
