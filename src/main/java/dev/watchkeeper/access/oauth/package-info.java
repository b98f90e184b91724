/// An OAuth 2.1 resource server: access tokens (JWT, RFC 9068) of one identity provider, checked
/// against its public keys and turned into a [dev.watchkeeper.access.Scope].
@NullMarked
package dev.watchkeeper.access.oauth;

import org.jspecify.annotations.NullMarked;
