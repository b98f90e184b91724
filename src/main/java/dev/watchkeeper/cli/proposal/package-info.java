/// `proposals`: what investigations suggest, and what becomes of it.
@NullMarked
package dev.watchkeeper.cli.proposal;

import org.jspecify.annotations.NullMarked;
