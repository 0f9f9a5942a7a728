/** What the adapters to outside services share about reaching them. */
@NullMarked
package dev.longshore.worker.net;

import org.jspecify.annotations.NullMarked;
