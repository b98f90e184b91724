package dev.watchkeeper.demo;

import java.util.List;

/// What every worker needs to speak a text, and what can go wrong with it.
final class Speaking {

    static final Raised UNAVAILABLE =
            new Raised(
                    "ProviderUnavailable",
                    "worker.errors",
                    "inworld returned 503",
                    List.of(
                            new Raised.Frame(
                                    new Place("worker.tts", "synthesize", 96),
                                    "audio = await self.inworld.speak(ssml)"),
                            new Raised.Frame(
                                    new Place("worker.inworld", "speak", 43),
                                    "raise ProviderUnavailable(provider, status)")));

    private final Inworld inworld;
    private final Charges charges;
    private Voice voice = Voice.USUAL;

    Speaking(Inworld inworld, Charges charges) {
        this.inworld = inworld;
        this.charges = charges;
    }

    Inworld inworld() {
        return inworld;
    }

    Charges charges() {
        return charges;
    }

    Voice voice() {
        return voice;
    }

    /// Texts fail in another way than usual.
    void change(Voice to) {
        voice = to;
    }
}
