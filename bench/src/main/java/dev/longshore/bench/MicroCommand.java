package dev.longshore.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code longshore bench micro}. */
@Command(
        name = "micro",
        description = "Runs the JMH benchmarks; what follows goes to JMH (-l lists them, -h explains, a name runs some).")
final class MicroCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "OPTION")
    private final List<String> options = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Main.main(options.toArray(String[]::new));
        return 0;
    }
}
