package dev.watchkeeper.access;

import dev.watchkeeper.model.BadConfig;
import dev.watchkeeper.model.SourceUnavailable;
import java.util.List;

/// Who holds a pre-shared bearer token of the store.
///
/// @param declared the names that this process knows: a token that was given another since it
///   started is refused rather than half obeyed
public record PreSharedTokens(TokenStore store, Declared declared) implements Identities {

    @Override
    public Answer of(String bearer) {
        try {
            return switch (store.find(bearer)) {
                case Found.Valid(Token token) -> answer(token);
                case Found.Invalid(Found.Reason reason, String name) ->
                        new Answer.Unknown(reason.toString(), name);
            };
        } catch (SourceUnavailable e) {
            return new Answer.Unknown("the store of tokens cannot be read", "");
        } catch (BadConfig e) {
            return new Answer.Unknown("its scope cannot be read", "");
        }
    }

    private Answer answer(Token token) {
        return declared.problems(token.scope()).isEmpty()
                ? new Answer.Known(
                        new Identity(token.name(), token.session(), token.scope(), _ -> List.of()))
                : new Answer.Unknown(
                        "its scope has names that tools.yaml had not when this server started",
                        token.name());
    }
}
