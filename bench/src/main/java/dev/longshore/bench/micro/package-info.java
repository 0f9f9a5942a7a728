/** JMH benchmarks of what is done for every byte, message or event. */
@NullMarked
package dev.longshore.bench.micro;

import org.jspecify.annotations.NullMarked;
