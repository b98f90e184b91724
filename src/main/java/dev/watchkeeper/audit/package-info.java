/// The audit: who asked what and what they got, appended to hash-chained files that can be verified
/// afterwards.
@NullMarked
package dev.watchkeeper.audit;

import org.jspecify.annotations.NullMarked;
