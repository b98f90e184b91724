package dev.watchkeeper.access;

import java.util.List;
import java.util.function.Function;

/// Who somebody is, and what they may see.
///
/// @param name of the token, or `oauth:` and the subject that an identity provider names; printable
/// @param session to which the receipts of their calls are issued: the same for as long as they are
///   the same, whatever secret or connection they come with
/// @param scopesFor the OAuth scopes with which a tool would be theirs that is not; empty where no
///   scope would help, and for pre-shared tokens
public record Identity(
        String name, String session, Scope scope, Function<String, List<String>> scopesFor) {}
