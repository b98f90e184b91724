/// What a client may see, and who it is.
@NullMarked
package dev.watchkeeper.access;

import org.jspecify.annotations.NullMarked;
