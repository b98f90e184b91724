/// `tokens`: who may connect over the network, and what they see.
@NullMarked
package dev.watchkeeper.cli.token;

import org.jspecify.annotations.NullMarked;
