package dev.watchkeeper.disclosure.redaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Every rule, in the order in which they name the kind of what several of them find.
final class Rules {

    private Rules() {}

    static List<Rule> of(RedactionLevel level, NamedValues named, Collection<String> ownSecrets) {
        var rules = new ArrayList<Rule>();
        if (level != RedactionLevel.OFF) {
            rules.add(named);
            rules.add(new AuthorizationHeader());
            rules.add(new UrlUserinfo());
            rules.add(new PemBlock());
            rules.add(new JsonWebToken());
        }
        rules.add(new OwnSecrets(ownSecrets));
        return rules;
    }
}
