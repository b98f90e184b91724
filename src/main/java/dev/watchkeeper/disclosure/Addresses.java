package dev.watchkeeper.disclosure;

import java.util.regex.Pattern;

/// Addresses and mentions in text of strangers, which many programs turn into links by themselves.
public final class Addresses {

    private static final Pattern SCHEME = Pattern.compile("(?<=[\\p{L}\\p{N}]):(?=//|\\\\\\\\)");
    private static final Pattern LINK_SCHEME =
            Pattern.compile("(?i)\\b(mailto|xmpp|tel|sms|javascript|data|file|magnet|intent):");

    /// A dot before what may be a top level domain. Programs that find addresses know the real
    /// list; two and three letters, and the longer ones in wide use, are near enough and leave
    /// dotted names such as `gateway.extraction` alone.
    private static final Pattern DOMAIN_DOT =
            Pattern.compile(
                    "(?i)(?<=[\\p{L}\\p{N}])\\.(?=(?:\\p{L}{2,3}|xn--[a-z0-9-]+|info|name|link|click|site"
                            + "|shop|online|live|zone|cloud|tech|page|pages|world|team|store|blog|email"
                            + "|support|space|website|mobi|asia|today|news|media|chat|work|stream"
                            + "|download|review|reviews|digital|agency|solutions|technology|academy|casino|webcam"
                            + "|loan|loans|accountant|cricket|faith|racing|monster|quest|cyou|rocks|guru|studio"
                            + "|club|museum|travel|wiki|gmbh|bank|photos|social|life|party|science|trade|date"
                            + "|money|cash|finance|market|marketing|company|business|center|services|beauty"
                            + "|house|land|city|games|video|movie|sale|shopping|delivery|express)(?![\\p{L}\\p{N}]))");

    private static final Pattern HOST_DOT =
            Pattern.compile(
                    "(?<=[\\p{L}\\p{N}])\\.(?=[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*[/:?#]\\S)");
    private static final Pattern WWW_DOT = Pattern.compile("(?i)(?<=\\bwww)\\.");
    private static final Pattern LIVE =
            Pattern.compile(
                    "(?i)://|:\\\\\\\\|\\bwww\\.|@|\\b(mailto|xmpp|tel|sms|javascript|data|file|magnet|intent):\\S"
                            + "|[\\p{L}\\p{N}]\\.\\p{L}{2,}|[\\p{L}\\p{N}]\\.xn--|#\\d|\\bGH-\\d");

    private Addresses() {}

    /// True when some program might turn the word into a link or a mention.
    public static boolean mayBeLive(String word) {
        return LIVE.matcher(word).find();
    }

    /// The text with addresses and mentions broken in the manner of security reports, for places
    /// where nothing can be quoted: `https[:]//host[.]example/x`, `user＠host[.]example`.
    public static String broken(String text) {
        String broken = SCHEME.matcher(text).replaceAll("[:]");
        broken = LINK_SCHEME.matcher(broken).replaceAll("$1[:]");
        broken = WWW_DOT.matcher(broken).replaceAll("[.]");
        broken = HOST_DOT.matcher(broken).replaceAll("[.]");
        broken = DOMAIN_DOT.matcher(broken).replaceAll("[.]");
        return broken.replace('@', '\uFF20');
    }
}
