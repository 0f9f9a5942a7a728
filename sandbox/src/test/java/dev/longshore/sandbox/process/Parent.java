package dev.longshore.sandbox.process;

import java.nio.file.Path;
import java.time.Duration;

/** A program for tests that starts a child of its own and prints the child's pid. */
public final class Parent {
    private Parent() {}

    /**
     * Runs.
     *
     * @param args a port for the child, its log
     */
    public static void main(String[] args) throws Exception {
        JavaProcess child = JavaProgram.ofClass("grandchild", Talker.class).args(args[0], "hello").start(Path.of(args[1]));
        child.await(Duration.ofSeconds(20)).port(Integer.parseInt(args[0]));
        System.out.println("child=" + child.pid());
        child.awaitEnd();
    }
}
