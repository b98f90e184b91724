/// The watch itself: the patrol and the review, round by round, each of which may be killed at any
/// step and run again.
@NullMarked
package dev.watchkeeper.watch;

import org.jspecify.annotations.NullMarked;
