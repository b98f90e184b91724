/// Incident files on a real folder, and what strangers try in them.
@NullMarked
package dev.watchkeeper.incident;

import org.jspecify.annotations.NullMarked;
