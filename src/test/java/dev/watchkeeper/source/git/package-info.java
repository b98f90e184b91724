/// Tests of repositories that git itself made, and of some that somebody made to attack.
@NullMarked
package dev.watchkeeper.source.git;

import org.jspecify.annotations.NullMarked;
