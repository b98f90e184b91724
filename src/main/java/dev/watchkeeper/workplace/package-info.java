/// One tools.yaml, opened: the parts that it declares, made from it and wired by constructor.
@NullMarked
package dev.watchkeeper.workplace;

import org.jspecify.annotations.NullMarked;
