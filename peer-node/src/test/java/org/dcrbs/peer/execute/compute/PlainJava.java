package org.dcrbs.peer.execute.compute;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.SplittableRandom;

/** What the sample work units compute, written a second time and differently where that is possible. */
final class PlainJava {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private PlainJava() {}

    static byte[] mandelbrot(double left, double top, double step, int width, int height, int most) {
        byte[] bytes = new byte[2 * width * height];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out.putShort((short) escape(left + x * step, top - y * step, most));
            }
        }
        return bytes;
    }

    private static int escape(double cr, double ci, int most) {
        double zr = 0;
        double zi = 0;
        for (int steps = 0; steps < most; steps++) {
            double rr = zr * zr;
            double ii = zi * zi;
            if (rr + ii > 4) {
                return steps;
            }
            zi = 2 * zr * zi + ci;
            zr = rr - ii + cr;
        }
        return most;
    }

    static byte[] monteCarlo(long seed, long firstPath, int paths, int steps, SampleWork.Walk walk) {
        double sum = 0;
        double squares = 0;
        for (long path = firstPath; path < firstPath + paths; path++) {
            // Its first long is SplitMix64's mixing of seed + gamma: what the module calls mix.
            long state = new SplittableRandom(seed + path * GOLDEN_GAMMA).nextLong();
            SplittableRandom random = new SplittableRandom(state);
            double price = walk.price();
            double total = 0;
            for (int step = 0; step < steps; step++) {
                price *= random.nextLong() >>> 32 < walk.chance() ? walk.up() : walk.down();
                total += price;
            }
            double gain = Math.max(0, total / steps - walk.strike());
            sum += gain;
            squares += gain * gain;
        }
        return SampleWork.littleEndian(24)
                .putLong(paths)
                .putDouble(sum)
                .putDouble(squares)
                .array();
    }

    static byte[] pi(long seed, long first, int points) {
        SplittableRandom random = new SplittableRandom(seed + 2 * first * GOLDEN_GAMMA);
        long hits = 0;
        for (int i = 0; i < points; i++) {
            double x = (random.nextLong() >>> 32) + 0.5;
            double y = (random.nextLong() >>> 32) + 0.5;
            hits += x * x + y * y <= 0x1p64 ? 1 : 0;
        }
        return SampleWork.littleEndian(16).putLong(points).putLong(hits).array();
    }

    /** beta, gamma, largest share infected at once, its day, share ever infected. */
    static double[] epidemic(double beta, double gamma) {
        double infected = 1e-6;
        double susceptible = 1 - infected;
        double peak = infected;
        double day = 0;
        for (int tenth = 1; tenth <= 20_000; tenth++) {
            double caught = beta * susceptible * infected * 0.1;
            double recovered = gamma * infected * 0.1;
            susceptible -= caught;
            infected = infected + caught - recovered;
            if (infected > peak) {
                peak = infected;
                day = tenth / 10.0;
            }
        }
        return new double[] {beta, gamma, peak, day, 1 - susceptible};
    }

    static byte[] primes(long from, int count) {
        long primes = 0;
        long sum = 0;
        long largest = 0;
        long gap = 0;
        BitSet composite = compositesUpTo((int) Math.sqrt((double) (from + count)) + 1);
        for (long number = Math.max(2, from); number < from + count; number++) {
            if (isPrime(number, composite)) {
                gap = largest == 0 ? gap : Math.max(gap, number - largest);
                primes++;
                sum += number;
                largest = number;
            }
        }
        return SampleWork.littleEndian(32)
                .putLong(primes)
                .putLong(sum)
                .putLong(largest)
                .putLong(gap)
                .array();
    }

    private static boolean isPrime(long number, BitSet composite) {
        for (int by = composite.nextClearBit(2); (long) by * by <= number; by = composite.nextClearBit(by + 1)) {
            if (number % by == 0) {
                return false;
            }
        }
        return true;
    }

    private static BitSet compositesUpTo(int most) {
        BitSet composite = new BitSet(most + 1);
        for (int by = 2; by <= most / by; by++) {
            for (int at = by * by; at <= most; at += by) {
                composite.set(at);
            }
        }
        return composite;
    }
}
