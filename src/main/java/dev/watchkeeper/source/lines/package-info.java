/// Logs kept as lines in a file and its rotated predecessors: finding the files, bisecting them by
/// time, reading them in either direction, and cursors that survive rotation. What a line means is
/// left to a [dev.watchkeeper.source.lines.LineFormat].
@NullMarked
package dev.watchkeeper.source.lines;

import org.jspecify.annotations.NullMarked;
