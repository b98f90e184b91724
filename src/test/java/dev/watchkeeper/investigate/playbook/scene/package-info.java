/// Tests of what the rules see in the answers of tools.
@NullMarked
package dev.watchkeeper.investigate.playbook.scene;

import org.jspecify.annotations.NullMarked;
