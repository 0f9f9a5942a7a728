package dev.longshore.sandbox.broker;

import dev.longshore.sandbox.process.Checkout;
import dev.longshore.sandbox.process.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which Kafka the sandbox runs. */
public enum KafkaRelease {
    /** That of the class path: with share groups and Streams groups. */
    CURRENT("4.2"),
    /** With classic consumer groups alone, as managed services have it. */
    OLDER("3.9");

    private final String version;

    KafkaRelease(String version) {
        this.version = version;
    }

    /** As the command line names it. */
    @Override
    public String toString() {
        return version;
    }

    /** The program of a node. */
    JavaProgram node(String name) {
        return switch (this) {
            case CURRENT -> JavaProgram.ofClass(name, BrokerNodeMain.class);
            case OLDER -> JavaProgram.of(name, BrokerNodeMain.class.getName(), ownClasses() + File.pathSeparator + olderJars());
        };
    }

    private static String olderJars() {
        Path lib = Checkout.home().resolve("older-kafka").resolve("target").resolve("lib");
        if (!Files.isDirectory(lib)) {
            throw new IllegalStateException("no jars of Kafka " + OLDER + " in " + lib + ": run mvn -DskipTests package");
        }
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(Path::toString).filter(jar -> jar.endsWith(".jar")).sorted().collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't list " + lib, e);
        }
    }

    private static String ownClasses() {
        try {
            return Path.of(BrokerNodeMain.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The class path can't be read", e);
        }
    }

    /** Reads the option {@code --kafka}. */
    public static final class Converter implements ITypeConverter<KafkaRelease> {
        @Override
        public KafkaRelease convert(String value) {
            for (KafkaRelease release : values()) {
                if (release.version.equals(value)) {
                    return release;
                }
            }
            throw new TypeConversionException("the sandbox has Kafka " + CURRENT + " and " + OLDER + ", not " + value);
        }
    }
}
