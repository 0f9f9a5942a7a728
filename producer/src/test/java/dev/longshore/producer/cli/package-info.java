/** The command line against mock Kafka clients. */
@NullMarked
package dev.longshore.producer.cli;

import org.jspecify.annotations.NullMarked;
