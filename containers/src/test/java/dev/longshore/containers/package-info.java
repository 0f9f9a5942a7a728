/** Tests against a Kafka that runs in a container, from the image that the compose file names. */
@NullMarked
package dev.longshore.containers;

import org.jspecify.annotations.NullMarked;
