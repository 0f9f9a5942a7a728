/** Puts a worker together with Spring Boot: validated properties, Kafka's clients, the two roles and their life. */
@NullMarked
package dev.longshore.worker.config;

import org.jspecify.annotations.NullMarked;
