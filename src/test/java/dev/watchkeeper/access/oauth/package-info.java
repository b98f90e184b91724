/// Access tokens of an identity provider, good ones and others.
@NullMarked
package dev.watchkeeper.access.oauth;

import org.jspecify.annotations.NullMarked;
