package dev.longshore.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path dir;

    @Test
    void a_program_gets_its_arguments_and_environment_and_is_seen_to_be_healthy() throws Exception {
        int port = FreePorts.pick();
        try (JavaProcess talker = talker(port).env("TALKER_WORD", "environment").start(log())) {
            talker.await(LIMIT).healthy(URI.create("http://127.0.0.1:" + port + "/health"));
            talker.await(LIMIT).logLine("^I was told: .* and environment$");
            assertThat(Files.readString(log())).contains("I was told: argument");
        }
    }

    @Test
    void an_executable_jar_runs_without_the_starters_class_path() throws Exception {
        Path jar = executableJar();
        int port = FreePorts.pick();
        JavaProgram program = JavaProgram.ofJar("jar", jar).args(Integer.toString(port), "from a jar");
        try (JavaProcess running = program.start(log())) {
            running.await(LIMIT).logLine("I was told: from a jar");
        }
        assertThatThrownBy(() -> JavaProgram.ofJar("none", notExecutable())).hasMessageContaining("names no Main-Class");
    }

    @Test
    void a_wait_ends_at_once_when_the_program_dies_and_shows_the_end_of_its_log() {
        JavaProgram broken = JavaProgram.ofClass("broken", Talker.class).args("not a port", "argument");
        try (JavaProcess process = broken.start(log())) {
            assertThatThrownBy(() -> process.await(Duration.ofMinutes(5)).logLine("never printed"))
                    .isInstanceOf(ProcessFailedException.class)
                    .hasMessageContaining("broken ended with code 1")
                    .hasMessageContaining("NumberFormatException");
        }
    }

    @Test
    void a_wait_for_a_line_doesnt_take_an_earlier_runs_line_for_this_runs() {
        int port = FreePorts.pick();
        try (JavaProcess first = talker(port).start(log())) {
            first.await(LIMIT).logLine("I was told");
        }
        JavaProgram broken = JavaProgram.ofClass("broken", Talker.class).args("not a port", "argument");
        try (JavaProcess second = broken.start(log())) {
            assertThatThrownBy(() -> second.await(LIMIT).logLine("I was told")).hasMessageContaining("ended with code 1");
        }
    }

    @Test
    void a_paused_program_answers_nobody_until_it_goes_on() throws Exception {
        int port = FreePorts.pick();
        try (JavaProcess talker = talker(port).start(log())) {
            talker.await(LIMIT).port(port);
            talker.pause();
            assertThat(answers(port, Duration.ofMillis(500))).isFalse();
            talker.resume();
            assertThat(answers(port, LIMIT)).isTrue();
        }
    }

    @Test
    void closing_ends_a_paused_program_too() {
        int port = FreePorts.pick();
        JavaProcess talker = talker(port).start(log());
        talker.await(LIMIT).port(port);
        talker.pause();

        talker.close();

        assertThat(talker.isAlive()).isFalse();
        assertThat(talker.exitCode()).isEqualTo(143);
    }

    @Test
    void a_child_dies_when_its_parent_is_killed() throws Exception {
        int port = FreePorts.pick();
        Path childLog = dir.resolve("child.log");
        JavaProgram program = JavaProgram.ofClass("parent", Parent.class).args(Integer.toString(port), childLog.toString());
        try (JavaProcess parent = program.start(log())) {
            parent.await(LIMIT).logLine("child=\\d+");
            long child = Long.parseLong(Files.readString(log()).replaceAll("(?s).*child=(\\d+).*", "$1"));
            assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isPresent();

            parent.kill();

            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    private JavaProgram talker(int port) {
        return JavaProgram.ofClass("talker", Talker.class).args(Integer.toString(port), "argument");
    }

    private Path log() {
        return dir.resolve("out.log");
    }

    private static boolean answers(int port, Duration limit) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout((int) limit.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write("GET /health HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() != -1;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private Path executableJar() throws IOException {
        return jar("app.jar", Talker.class.getName());
    }

    private Path notExecutable() throws IOException {
        return jar("library.jar", null);
    }

    private Path jar(String name, @Nullable String mainClass) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (mainClass != null) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        Path file = dir.resolve(name);
        String entry = Talker.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream in = Talker.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            assertThat(in).isNotNull();
            in.transferTo(out);
        }
        return file;
    }
}
