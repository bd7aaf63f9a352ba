package org.dcrbs.peer.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Dhrystone 2.1 in Java: the statement mix of Weicker's program, records as objects, strings as bytes.
 * 1757 rounds a second are one VAX MIPS.
 */
final class Dhrystone implements Kernel {
    static final double ROUNDS_PER_VAX_SECOND = 1757;

    private static final int ROUNDS = 50_000;
    private static final byte[] FIRST = bytes("DHRYSTONE PROGRAM, 1'ST STRING");
    private static final byte[] SECOND = bytes("DHRYSTONE PROGRAM, 2'ND STRING");
    private static final byte[] SOME = bytes("DHRYSTONE PROGRAM, SOME STRING");

    private enum Identification {
        ONE,
        TWO,
        THREE,
        FOUR,
        FIVE
    }

    private static final class Item {
        private Item next = this;
        private Identification discriminant = Identification.ONE;
        private Identification component = Identification.ONE;
        private int integer;
        private final byte[] string = new byte[SOME.length];

        private void assign(Item other) {
            next = other.next;
            discriminant = other.discriminant;
            component = other.component;
            integer = other.integer;
            System.arraycopy(other.string, 0, string, 0, string.length);
        }
    }

    private final Item nextGlobal = new Item();
    private final Item global = new Item();
    private final int[] array = new int[50];
    private final int[][] grid = new int[50][50];
    private int integerGlobal;
    private boolean flagGlobal;
    private char letterOne;
    private char letterTwo;

    Dhrystone() {
        global.next = nextGlobal;
        global.component = Identification.THREE;
        global.integer = 40;
        System.arraycopy(SOME, 0, global.string, 0, SOME.length);
        grid[8][7] = 10;
    }

    @Override
    public double work() {
        return ROUNDS / ROUNDS_PER_VAX_SECOND;
    }

    @Override
    public double run() {
        byte[] one = FIRST.clone();
        byte[] two = new byte[SECOND.length];
        int first = 0;
        int second = 0;
        int third = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            setLetterOne();
            setLetterTwo();
            first = 2;
            second = 3;
            System.arraycopy(SECOND, 0, two, 0, two.length);
            Identification identification = Identification.TWO;
            flagGlobal = !isGreater(one, two);
            while (first < second) {
                third = sumPlusTwo(first, second);
                first++;
            }
            fillArrays(first, third);
            followPointer(global);
            for (char letter = 'A'; letter <= letterTwo; letter++) {
                if (identification == compare(letter, 'C')) {
                    identification = choose(Identification.ONE);
                    System.arraycopy(SOME, 0, two, 0, two.length);
                    second = round;
                    integerGlobal = round;
                }
            }
            second = second * first;
            first = second / third;
            second = 7 * (second - third) - first;
            first = adjust(first);
        }
        double flag = flagGlobal ? 1 : 0;
        return flag + first + 31.0 * second + 17.0 * third + grid[8][7] + global.integer + nextGlobal.integer + two[5];
    }

    private void setLetterOne() {
        letterOne = 'A';
        flagGlobal |= letterOne == 'A';
    }

    private void setLetterTwo() {
        letterTwo = 'B';
    }

    private void followPointer(Item item) {
        Item next = item.next;
        next.assign(global);
        item.integer = 5;
        next.integer = item.integer;
        next.next = item.next;
        next.integer = sumPlusTwo(10, integerGlobal) % 1000;
        if (next.discriminant == Identification.ONE) {
            next.integer = 6;
            next.component = choose(item.component);
            next.next = global.next;
            next.integer = sumPlusTwo(next.integer, 10);
        } else {
            item.assign(next);
        }
    }

    private int adjust(int value) {
        int local = value + 10;
        int result = value;
        if (letterOne == 'A') {
            local -= 1;
            result = local - integerGlobal;
        }
        return result;
    }

    private Identification choose(Identification given) {
        return switch (given) {
            case ONE -> Identification.ONE;
            case TWO -> integerGlobal > 100 ? Identification.ONE : Identification.FOUR;
            case THREE -> Identification.TWO;
            case FOUR -> Identification.FOUR;
            case FIVE -> Identification.THREE;
        };
    }

    private static int sumPlusTwo(int a, int b) {
        return a + b + 2;
    }

    private void fillArrays(int index, int value) {
        int at = index + 5;
        array[at] = value;
        array[at + 1] = array[at];
        array[at + 30] = at;
        for (int i = at; i <= at + 1; i++) {
            grid[at][i] = at;
        }
        grid[at][at - 1] += 1;
        grid[at + 20][at] = array[at];
        integerGlobal = 5;
    }

    private Identification compare(char a, char b) {
        if (a != b) {
            return Identification.ONE;
        }
        letterOne = a;
        return Identification.TWO;
    }

    private boolean isGreater(byte[] one, byte[] two) {
        int at = 2;
        char letter = 'A';
        while (at <= 2) {
            if (compare((char) one[at], (char) two[at + 1]) == Identification.ONE) {
                letter = 'A';
                at += 1;
            } else {
                at = 99;
            }
        }
        if (letter == 'R') {
            return true;
        }
        boolean greater = Arrays.compare(one, two) > 0;
        if (greater) {
            integerGlobal = at + 7;
        }
        return greater;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
