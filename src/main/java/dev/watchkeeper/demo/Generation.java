package dev.watchkeeper.demo;

/// One life of a process, from its start to the next deploy.
record Generation(Micros start, String version, int process, long thread) {}
