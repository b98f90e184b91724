/// The tools over real sources and a real state, whole answers compared.
@NullMarked
package dev.watchkeeper.tool;

import org.jspecify.annotations.NullMarked;
