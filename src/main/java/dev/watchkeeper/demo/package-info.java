/// The simulated service behind `watchkeeper demo` and the tests' world: its log files, its event
/// table, and what can go wrong in it.
@NullMarked
package dev.watchkeeper.demo;

import org.jspecify.annotations.NullMarked;
