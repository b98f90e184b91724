package dev.watchkeeper.source.sqlite.wall;

import java.sql.SQLException;

/// A statement that the wall does not let through. Nothing of it has run.
public final class Refused extends SQLException {

    private static final long serialVersionUID = 1L;

    private final String why;

    /// `why` goes on "the statement is refused: ".
    Refused(String why) {
        super(why);
        this.why = why;
    }

    /// What is refused, as a clause: `it calls the function load_extension`.
    public String why() {
        return why;
    }
}
