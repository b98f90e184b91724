/// Tests of what is called a fix.
@NullMarked
package dev.watchkeeper.analysis.fix;

import org.jspecify.annotations.NullMarked;
