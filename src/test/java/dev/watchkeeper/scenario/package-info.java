/// Simulated worlds with a known truth, and how well the watch does in them.
@NullMarked
package dev.watchkeeper.scenario;

import org.jspecify.annotations.NullMarked;
