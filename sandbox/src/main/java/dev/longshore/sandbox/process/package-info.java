/**
 * Java programs as child processes: started, watched, killed, paused.
 *
 * <p>Guarantees: a child runs on the JVM that runs its parent, writes all output to one log file, and doesn't outlive its parent, however that ends
 * ({@link dev.longshore.sandbox.process.ParentGuard}). A wait ends at once when the child has died, with the end of its log in the message.
 *
 * <p>Limits: pausing sends POSIX signals; a child that is paused when its parent is killed ends once it is continued.
 */
@NullMarked
package dev.longshore.sandbox.process;

import org.jspecify.annotations.NullMarked;
