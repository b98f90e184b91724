package dev.watchkeeper.source.host;

/// What all cores together did over an interval, in percent of their time; the rest they were idle.
///
/// @param workPercent programs and the kernel
/// @param stealPercent there was work, and the hypervisor ran somebody else
/// @param iowaitPercent there was nothing to do but wait for a disk
public record Cpu(int cores, double workPercent, double stealPercent, double iowaitPercent) {}
