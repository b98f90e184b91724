/// Runbooks as files: read, checked against the tools there are, shipped ones, filled from a
/// finding, and what answers show.
@NullMarked
package dev.watchkeeper.runbook;

import org.jspecify.annotations.NullMarked;
