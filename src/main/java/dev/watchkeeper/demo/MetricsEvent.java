package dev.watchkeeper.demo;

/// A row of the service's event table.
///
/// @param component who records it: the dead record nothing
record MetricsEvent(Micros at, Component component, String type, String user, Fields data) {}
