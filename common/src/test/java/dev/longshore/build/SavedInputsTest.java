package dev.longshore.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Gives each fuzz target the inputs that were saved for it, without the fuzzer and what it does to classes: those that it began with, and those that
 * once failed.
 */
class SavedInputsTest {
    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final String SUFFIX = "Fuzz.java";

    @TestFactory
    Stream<DynamicNode> everyTargetTakesItsSavedInputs() throws Exception {
        List<Class<?>> targets = targets();
        assertThat(targets).isNotEmpty();
        return targets.stream()
                .flatMap(target -> Arrays.stream(target.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                .map(SavedInputsTest::inputs);
    }

    private static List<Class<?>> targets() throws IOException, ClassNotFoundException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
            Class<?>[] classes = new Class<?>[sources.size()];
            for (int i = 0; i < classes.length; i++) {
                String name = SOURCES.relativize(sources.get(i)).toString();
                classes[i] = Class.forName(name.substring(0, name.length() - ".java".length()).replace('/', '.'));
            }
            return List.of(classes);
        }
    }

    private static DynamicNode inputs(Method target) {
        Class<?> owner = target.getDeclaringClass();
        Path folder = RESOURCES.resolve(owner.getName().replace('.', '/') + "Inputs").resolve(target.getName());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> saved = files.sorted().toList();
            assertThat(saved).as("inputs in %s", folder).isNotEmpty();
            return dynamicContainer(
                    owner.getSimpleName() + " " + target.getName(),
                    saved.stream().map(file -> dynamicTest(file.getFileName().toString(), () -> give(target, Files.readAllBytes(file)))));
        } catch (IOException e) {
            throw new AssertionError("no saved inputs in " + folder, e);
        }
    }

    private static void give(Method target, byte[] input) throws Throwable {
        Constructor<?> constructor = target.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        target.setAccessible(true);
        try {
            target.invoke(constructor.newInstance(), (Object) input);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
