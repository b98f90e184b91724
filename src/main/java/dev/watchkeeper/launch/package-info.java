/// How a run is left to a launcher of another user: it asks over a unix domain socket for what is
/// wanted ([LaunchClient]), gets it with a token of its own, reaches the tools through the same
/// socket ([Bridge]), and reports how it ended. [LaunchServer] is the reader's side.
@NullMarked
package dev.watchkeeper.launch;

import org.jspecify.annotations.NullMarked;
