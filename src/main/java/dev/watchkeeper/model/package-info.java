/// The records that every other package speaks, and the failures. Imports nothing of ours.
@NullMarked
package dev.watchkeeper.model;

import org.jspecify.annotations.NullMarked;
