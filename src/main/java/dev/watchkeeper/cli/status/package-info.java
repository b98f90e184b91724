/// `status`: where everything stands, line by line.
@NullMarked
package dev.watchkeeper.cli.status;

import org.jspecify.annotations.NullMarked;
