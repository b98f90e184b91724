/// Commands that need no tools.yaml: what is piped into them is looked at.
@NullMarked
package dev.watchkeeper.cli.pipe;

import org.jspecify.annotations.NullMarked;
