/**
 * The emulator as a whole: VOD, COS and an inspection API on three loopback ports of one process, and on one more for each line.
 *
 * <p>Start it in a process of its own with {@link dev.longshore.sandbox.emulator.EmulatorApplication} or inside a test with
 * {@link dev.longshore.sandbox.emulator.Emulator#start}; ask it what it holds with
 * {@link dev.longshore.sandbox.emulator.EmulatorClient}. Guarantees: closing it frees its ports and deletes the directory
 * of its run. Limits: nothing survives the process. Faults can be put in front of both services in one place, the front
 * door of {@code Emulator}; none are built in but a delay and a bandwidth cap.
 */
@NullMarked
package dev.longshore.sandbox.emulator;

import org.jspecify.annotations.NullMarked;
