/// What holds for the project as a whole.
@NullMarked
package dev.watchkeeper;

import org.jspecify.annotations.NullMarked;
