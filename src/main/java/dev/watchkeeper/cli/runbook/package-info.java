/// `runbooks`: what is to be done when, checked and shown.
@NullMarked
package dev.watchkeeper.cli.runbook;

import org.jspecify.annotations.NullMarked;
