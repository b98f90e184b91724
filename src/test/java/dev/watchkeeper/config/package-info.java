/// Tests of reading tools.yaml.
@NullMarked
package dev.watchkeeper.config;

import org.jspecify.annotations.NullMarked;
