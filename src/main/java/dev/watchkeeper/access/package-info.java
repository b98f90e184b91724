/// What a client may see: a [dev.watchkeeper.access.Scope], and the catalog as it looks through
/// one. Tools are built over such a catalog, so there is nothing in their reach that is out of
/// scope.
@NullMarked
package dev.watchkeeper.access;

import org.jspecify.annotations.NullMarked;
