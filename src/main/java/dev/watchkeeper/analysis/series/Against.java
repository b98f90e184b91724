package dev.watchkeeper.analysis.series;

/// What a value is compared with.
public enum Against {
    /// What somebody declared to be normal; it wins over everything learned.
    DECLARED_NORMAL("declared normal"),
    /// The same time of day on earlier days (or of an earlier period, where another one was found).
    SAME_HOURS("same hours on earlier days"),
    /// The last stretch before the present one.
    RECENT_LEVEL("recent level"),
    /// Everything before the present stretch.
    ALL_HISTORY("all history");

    private final String words;

    Against(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
