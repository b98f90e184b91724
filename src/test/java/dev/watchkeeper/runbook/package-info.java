@NullMarked
package dev.watchkeeper.runbook;

import org.jspecify.annotations.NullMarked;
