/// Secrets and personal data in text of strangers are replaced by keyed marks before anything else
/// is done with the text: each kind of rule gives places, [Redactor] merges them and writes marks.
@NullMarked
package dev.watchkeeper.disclosure.redaction;

import org.jspecify.annotations.NullMarked;
