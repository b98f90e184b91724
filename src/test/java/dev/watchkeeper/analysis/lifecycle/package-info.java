/// Tests of what each id goes through.
@NullMarked
package dev.watchkeeper.analysis.lifecycle;

import org.jspecify.annotations.NullMarked;
