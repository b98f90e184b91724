/// The named things that tools.yaml declares over the sources: streams, their notes, runbooks.
@NullMarked
package dev.watchkeeper.catalog;

import org.jspecify.annotations.NullMarked;
