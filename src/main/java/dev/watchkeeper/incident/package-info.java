/// The incident files and the reviews: what a report says, how it is rendered so that text of
/// strangers stays inert, and how a file is written whole or not at all. The only writer outside
/// state.
@NullMarked
package dev.watchkeeper.incident;

import org.jspecify.annotations.NullMarked;
