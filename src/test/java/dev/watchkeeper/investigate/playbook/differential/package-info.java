/// Tests of how explanations are weighed against each other.
@NullMarked
package dev.watchkeeper.investigate.playbook.differential;

import org.jspecify.annotations.NullMarked;
