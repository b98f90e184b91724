/// What must not leave though it stands in a log: secrets and, where wanted, personal data.
@NullMarked
package dev.watchkeeper.disclosure.redaction;

import org.jspecify.annotations.NullMarked;
