package dev.longshore.sandbox.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Java program and how to start it; a builder for {@link JavaProcess}. Every start makes a process of its own. */
public final class JavaProgram {
    /** How long a program may take to end by itself when it is asked to, before it is killed. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

    private final String name;
    private final String mainClass;
    private final String classPath;
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<String> args = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private @Nullable Path directory;
    private Duration grace = DEFAULT_GRACE;

    private JavaProgram(String name, String mainClass, String classPath) {
        this.name = name;
        this.mainClass = mainClass;
        this.classPath = classPath;
    }

    /** A class of the running program's own class path. */
    public static JavaProgram ofClass(String name, Class<?> mainClass) {
        return new JavaProgram(name, mainClass.getName(), ownClassPath());
    }

    /** A class of another class path, entries separated as the system does it. */
    public static JavaProgram of(String name, String mainClass, String classPath) {
        return new JavaProgram(name, mainClass, classPath);
    }

    /** An executable jar, such as Spring Boot makes. */
    public static JavaProgram ofJar(String name, Path jar) {
        return new JavaProgram(name, mainClassOf(jar), jar.toAbsolutePath().toString());
    }

    public JavaProgram heap(String size) {
        return jvm("-Xmx" + size);
    }

    public JavaProgram jvm(String... options) {
        jvmOptions.addAll(List.of(options));
        return this;
    }

    public JavaProgram args(String... more) {
        args.addAll(List.of(more));
        return this;
    }

    public JavaProgram env(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public JavaProgram directory(Path workingDirectory) {
        this.directory = workingDirectory;
        return this;
    }

    public JavaProgram grace(Duration timeToEnd) {
        this.grace = timeToEnd;
        return this;
    }

    /**
     * Starts it.
     *
     * @param log takes standard output and error; appended to
     */
    public JavaProcess start(Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command());
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("CLASSPATH", guardClassPath(log) + File.pathSeparator + classPath);
            builder.environment().putAll(environment);
            if (directory != null) {
                builder.directory(directory.toFile());
            }
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            return new JavaProcess(name, builder.start(), log, logStart, grace);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't start " + name, e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add(ParentGuard.class.getName());
        command.add(mainClass);
        command.addAll(args);
        return command;
    }

    /** The guard alone, copied beside the log: the sandbox's own class path must not leak into an executable jar's. */
    private static Path guardClassPath(Path log) throws IOException {
        Path root = log.toAbsolutePath().resolveSibling(".parent-guard");
        Path file = root.resolve(ParentGuard.class.getName().replace('.', '/') + ".class");
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(file.getParent(), "guard", ".tmp");
            try (InputStream in = ParentGuard.class.getResourceAsStream("ParentGuard.class")) {
                if (in == null) {
                    throw new IOException("ParentGuard.class can't be read as a resource");
                }
                Files.write(fresh, in.readAllBytes());
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return root;
    }

    private static String ownClassPath() {
        // Under Surefire the real class path may hide behind a jar that holds nothing but a manifest.
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String mainClassOf(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            String found = file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (found == null) {
                throw new IllegalArgumentException(jar + " names no Main-Class in its manifest");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + jar, e);
        }
    }
}
