package dev.watchkeeper.scenario;

/// A process of the service.
///
/// @param name as it calls itself
/// @param log the log that it writes, where there are several
/// @param number its process id
record ServiceProcess(String name, String log, int number) {}
