package dev.watchkeeper.model;

/// How grave a finding or an incident is: SEV1 the service is down, SEV2 users are hurt, SEV3 it
/// will hurt if it goes on, SEV4 worth knowing.
public enum Severity {
    SEV1,
    SEV2,
    SEV3,
    SEV4;

    public boolean atLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
