package dev.longshore.sandbox.broker;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** The program of a node's JVM: formats the storage where that hasn't been done, then runs Kafka. One JVM for both saves a second at start. */
public final class BrokerNodeMain {
    private BrokerNodeMain() {}

    /**
     * Runs until the process is ended.
     *
     * @param args the properties file, the data directory, the cluster's id
     */
    public static void main(String[] args) {
        String properties = args[0];
        PrintStream out = System.out;
        if (Files.notExists(Path.of(args[1], "meta.properties"))) {
            int code = StorageTool.execute(new String[] {"format", "-t", args[2], "-c", properties}, out);
            if (code != 0) {
                System.exit(code);
            }
        }
        Kafka.main(new String[] {properties});
    }
}
