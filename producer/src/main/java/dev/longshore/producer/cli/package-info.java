/**
 * The command line: publish jobs, follow them, measure their latency, against any Kafka.
 *
 * <p>Exit codes are a contract, see {@link dev.longshore.producer.cli.ExitCodes}. Results go to standard output, everything else to standard error.
 */
@NullMarked
package dev.longshore.producer.cli;

import org.jspecify.annotations.NullMarked;
