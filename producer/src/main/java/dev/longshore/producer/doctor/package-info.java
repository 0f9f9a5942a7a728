/**
 * Looks at what a Longshore needs around it, and says what to mend. Changes nothing, unless it is told to measure the brokers' clock with a topic of its own.
 *
 * <p>Limits: it sees what its own login may see, on the machine on which it runs; permissions on the media storage and keys of other machines it can't judge.
 */
@NullMarked
package dev.longshore.producer.doctor;

import org.jspecify.annotations.NullMarked;
