/// Redaction on labelled lines.
@NullMarked
package dev.watchkeeper.disclosure.redaction;

import org.jspecify.annotations.NullMarked;
