/// Whether an installation works: one probe for each thing that has to be as tools.yaml says, and
/// what to type where it is not.
@NullMarked
package dev.watchkeeper.doctor;

import org.jspecify.annotations.NullMarked;
