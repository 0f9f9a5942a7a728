package dev.longshore.bench.peers;

import dev.longshore.sandbox.process.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Tencent's {@code vod_api} on a class path that holds its own libraries, a small program around it, and nothing else of ours but the frame. */
final class VodApiProgram {
    private static final String MAIN = "VodApiPeer";

    private final String classPath;

    private VodApiProgram(String classPath) {
        this.classPath = classPath;
    }

    /** Compiles the program. */
    static VodApiProgram compile(Path home, Path dir) throws IOException {
        Path source = home.resolve("bench/src/peers/java/" + MAIN + ".java");
        String libraries;
        try (Stream<Path> jars = Files.list(home.resolve("bench/target/vod-api"))) {
            libraries = jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
        String classPath = libraries + File.pathSeparator + ownClasses();
        Path classes = Files.createDirectories(dir.resolve("vod-api-peer"));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", classes.toString(), source.toString());
        if (code != 0) {
            throw new IOException("can't compile " + source);
        }
        return new VodApiProgram(classes + File.pathSeparator + classPath);
    }

    private static Path ownClasses() {
        try {
            return Path.of(VodApiProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    JavaProgram program() {
        return JavaProgram.of("vod_api", MAIN, classPath);
    }
}
