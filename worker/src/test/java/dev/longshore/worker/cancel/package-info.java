/** Jobs that are cancelled while a whole worker carries them before the emulated services. */
@NullMarked
package dev.longshore.worker.cancel;

import org.jspecify.annotations.NullMarked;
