/// The named things that tools.yaml declares over the sources: log streams, event streams, notes,
/// runbooks.
@NullMarked
package dev.watchkeeper.catalog;

import org.jspecify.annotations.NullMarked;
