/// Windows of rate limits against what is counted by brute force.
@NullMarked
package dev.watchkeeper.analysis.rate;

import org.jspecify.annotations.NullMarked;
