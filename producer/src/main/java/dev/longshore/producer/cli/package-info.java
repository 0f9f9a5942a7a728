/**
 * The command line: publish jobs, follow and replay them, look at errors, check the surroundings, against any Kafka.
 *
 * <p>Exit codes are a contract, see {@link dev.longshore.producer.cli.ExitCodes}. Results go to standard output, everything else to standard error.
 */
@NullMarked
package dev.longshore.producer.cli;

import org.jspecify.annotations.NullMarked;
