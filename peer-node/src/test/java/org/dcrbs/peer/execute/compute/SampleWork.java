package org.dcrbs.peer.execute.compute;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The work units in data-samples/work, with the inputs that their README lays out. */
final class SampleWork {
    static final List<String> NAMES = List.of("mandelbrot", "montecarlo", "primes", "pi", "epidemic");

    private static final Path FOLDER = Path.of("..", "data-samples", "work");

    private SampleWork() {}

    static Path wasmFile(String name) {
        return FOLDER.resolve(name + ".wasm");
    }

    static byte[] wasm(String name) throws IOException {
        return Files.readAllBytes(wasmFile(name));
    }

    static byte[] build(String name) throws IOException {
        return Wat2Wasm.parse(Files.readString(FOLDER.resolve(name + ".wat")));
    }

    static byte[] mandelbrotInput(double left, double top, double step, int width, int height, int most) {
        return littleEndian(36)
                .putDouble(left)
                .putDouble(top)
                .putDouble(step)
                .putInt(width)
                .putInt(height)
                .putInt(most)
                .array();
    }

    static byte[] monteCarloInput(long seed, long firstPath, int paths, int steps, Walk walk) {
        return littleEndian(60)
                .putLong(seed)
                .putLong(firstPath)
                .putInt(paths)
                .putInt(steps)
                .putDouble(walk.price())
                .putDouble(walk.up())
                .putDouble(walk.down())
                .putDouble(walk.strike())
                .putInt((int) walk.chance())
                .array();
    }

    /** A binomial walk; the chance of a step up is in 2^32ths. */
    record Walk(double price, double up, double down, double strike, long chance) {}

    static byte[] primesInput(long from, int count) {
        return littleEndian(12).putLong(from).putInt(count).array();
    }

    static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
