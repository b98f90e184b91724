/// One class per kind of condition watched; each gives findings. [Checks] lists them.
@NullMarked
package dev.watchkeeper.check;

import org.jspecify.annotations.NullMarked;
