/** Jobs on their way to Kafka: at most so many at a time, and each acknowledged before its caller is answered. */
@NullMarked
package dev.longshore.gateway.publish;

import org.jspecify.annotations.NullMarked;
