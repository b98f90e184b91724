/// Plain text logs: the layouts of the usual programs, or a pattern of one's own.
@NullMarked
package dev.watchkeeper.source.text;

import org.jspecify.annotations.NullMarked;
