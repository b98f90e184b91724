package dev.watchkeeper.workplace;

/// The version, from the jar's manifest.
public final class Version {

    private Version() {}

    /// `1.2.3`, or `development` where there is no jar.
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
