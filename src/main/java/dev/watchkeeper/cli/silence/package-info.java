/// `silence`: when nobody is to be told.
@NullMarked
package dev.watchkeeper.cli.silence;

import org.jspecify.annotations.NullMarked;
