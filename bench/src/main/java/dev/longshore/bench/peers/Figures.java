package dev.longshore.bench.peers;

/**
 * One measurement of one client.
 *
 * @param seconds from the first file to the last
 * @param cpuSeconds of the client's process meanwhile; Longshore's is its worker's, ledger included
 * @param residentBytes the most that the process held resident meanwhile
 * @param brokerCpuSeconds of Kafka meanwhile; 0 for clients without
 */
record Figures(double seconds, double cpuSeconds, long residentBytes, double brokerCpuSeconds) {}
