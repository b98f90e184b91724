/// Reads tools.yaml into the records that live beside what they configure, and reports every
/// problem with its line.
@NullMarked
package dev.watchkeeper.config;

import org.jspecify.annotations.NullMarked;
