/// One class per question that a client may ask; [Toolbox] answers by name.
@NullMarked
package dev.watchkeeper.tool;

import org.jspecify.annotations.NullMarked;
