/// What the rules can see of a disturbance, asked of the tools when a hypothesis first wants it.
@NullMarked
package dev.watchkeeper.investigate.playbook.scene;

import org.jspecify.annotations.NullMarked;
