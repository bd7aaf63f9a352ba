package org.dcrbs.peer.share;

import org.dcrbs.protocol.v1.BenchmarkReport;
import org.dcrbs.protocol.v1.HardwareReport;

/** What this computer has and how fast it is. */
public record Machine(HardwareReport hardware, BenchmarkReport benchmarks) {}
