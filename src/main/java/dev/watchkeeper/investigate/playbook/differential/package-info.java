/// Differential diagnosis: what could be wrong, what speaks for and against each, and which of them
/// the rest follows from.
@NullMarked
package dev.watchkeeper.investigate.playbook.differential;

import org.jspecify.annotations.NullMarked;
