/// The investigator without a model: rules over the same tools and the same endpoint that Claude
/// would use.
@NullMarked
package dev.watchkeeper.investigate.playbook;

import org.jspecify.annotations.NullMarked;
