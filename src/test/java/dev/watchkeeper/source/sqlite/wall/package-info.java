/// Tests of [dev.watchkeeper.source.sqlite.wall].
@NullMarked
package dev.watchkeeper.source.sqlite.wall;

import org.jspecify.annotations.NullMarked;
