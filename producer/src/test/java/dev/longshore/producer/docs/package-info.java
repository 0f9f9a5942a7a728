/** The publisher's documentation, held to the code. */
@NullMarked
package dev.longshore.producer.docs;

import org.jspecify.annotations.NullMarked;
