/// The audit, on real files.
@NullMarked
package dev.watchkeeper.audit;

import org.jspecify.annotations.NullMarked;
