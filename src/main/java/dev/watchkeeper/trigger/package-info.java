/// Pure decisions: from findings, history and budget to what is notified and investigated.
@NullMarked
package dev.watchkeeper.trigger;

import org.jspecify.annotations.NullMarked;
