/// The faults that the watch must survive, each as a test: what `docs/faults.md` lists.
@NullMarked
package dev.watchkeeper.fault;

import org.jspecify.annotations.NullMarked;
