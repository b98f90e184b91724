/// Tests of the changes of a machine.
@NullMarked
package dev.watchkeeper.source.changes;

import org.jspecify.annotations.NullMarked;
