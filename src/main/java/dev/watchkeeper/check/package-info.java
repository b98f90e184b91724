/// One class per kind of condition watched; gives findings, without a model.
@NullMarked
package dev.watchkeeper.check;

import org.jspecify.annotations.NullMarked;
