/// JSON lines: loguru's `serialize=True`, and any other layout of one object a line, as logs and as
/// events.
@NullMarked
package dev.watchkeeper.source.jsonl;

import org.jspecify.annotations.NullMarked;
