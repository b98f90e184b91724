/// Texts of strangers, and what becomes of them on the way out.
@NullMarked
package dev.watchkeeper.disclosure;

import org.jspecify.annotations.NullMarked;
