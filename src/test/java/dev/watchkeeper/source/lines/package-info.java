/// Tests of [dev.watchkeeper.source.lines].
@NullMarked
package dev.watchkeeper.source.lines;

import org.jspecify.annotations.NullMarked;
