package dev.watchkeeper.disclosure.redaction;

import java.util.ArrayList;
import java.util.List;

/// Every rule, in the order in which they name the kind of what several of them find.
final class Rules {

    private Rules() {}

    static List<Rule> of(NamedValues named, OwnSecrets own) {
        var rules = new ArrayList<>(ofText(named));
        var plain = new Finder(rules);
        rules.add(new Encoded(text -> plain.find(text) != null));
        rules.add(own);
        return rules;
    }

    private static List<Rule> ofText(NamedValues named) {
        return List.of(
                named,
                new AuthorizationHeader(),
                new UrlUserinfo(),
                new Cookies(),
                new Webhooks(),
                new PemBlock(),
                new JsonWebToken(),
                new MailLogin(),
                new Commands(),
                new ProviderTokens(),
                new BotTokens());
    }
}
