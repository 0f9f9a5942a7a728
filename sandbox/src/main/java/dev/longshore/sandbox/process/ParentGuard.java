package dev.longshore.sandbox.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * What a child runs first: ends the process when the pipe from its parent breaks, then hands over to the program itself.
 *
 * <p>The kernel closes the pipe however the parent ends, {@code kill -9} included. Uses the JDK alone, so that it can be put before any program's class path.
 */
public final class ParentGuard {
    static final int ORPHANED = 86;

    private ParentGuard() {}

    /**
     * Runs another class's main method.
     *
     * @param args the class's name, then its own arguments
     */
    public static void main(String[] args) throws Throwable {
        Thread.ofPlatform().daemon().name("parent-guard").start(ParentGuard::endWithParent);
        try {
            Class.forName(args[0])
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() != -1) {
                // A parent has nothing to say; only the end of the stream matters.
            }
        } catch (IOException e) {
            // A broken pipe means the same as its end.
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
