package org.dcrbs.market;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a native program runs on. An offer of computing power whose node runs such programs says so in an attribute, and a
 * requirement whose job is one has to ask for it.
 */
public enum NativePlatform {
    LINUX_X86_64("linux-x86_64", 62),
    LINUX_AARCH64("linux-aarch64", 183);

    /** The attribute's name. */
    public static final String ATTRIBUTE = "native";
    /** So much of a program's beginning tells what it runs on. */
    public static final int HEADER_BYTES = 20;

    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final int CLASS_64_BIT = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int ABI_SYSTEM_V = 0;
    private static final int ABI_LINUX = 3;
    private static final int TYPE_EXECUTABLE = 2;
    private static final int TYPE_SHARED = 3;

    private final String label;
    private final int machine;

    NativePlatform(String label, int machine) {
        this.label = label;
        this.machine = machine;
    }

    /** Whether a file that begins so is in the format of native programs, of whatever machine. */
    public static boolean isProgram(byte[] head) {
        return head.length >= ELF.length && Arrays.equals(head, 0, ELF.length, ELF, 0, ELF.length);
    }

    /** What a program that begins so runs on; empty if that is none of these. */
    public static Optional<NativePlatform> of(byte[] head) {
        if (head.length < HEADER_BYTES || !isProgram(head) || head[4] != CLASS_64_BIT || head[5] != LITTLE_ENDIAN) {
            return Optional.empty();
        }
        boolean linux = head[7] == ABI_SYSTEM_V || head[7] == ABI_LINUX;
        int type = twoBytes(head, 16);
        int machine = twoBytes(head, 18);
        // Today's executables are position independent, and so of the shared type.
        boolean runs = linux && (type == TYPE_EXECUTABLE || type == TYPE_SHARED);
        return Arrays.stream(values())
                .filter(platform -> runs && platform.machine == machine)
                .findFirst();
    }

    private static int twoBytes(byte[] head, int at) {
        return Byte.toUnsignedInt(head[at]) | Byte.toUnsignedInt(head[at + 1]) << 8;
    }

    /** That of a Java system; empty if native programs can't run there. */
    public static Optional<NativePlatform> of(String osName, String osArch) {
        if (!osName.equals("Linux")) {
            return Optional.empty();
        }
        return switch (osArch) {
            case "amd64", "x86_64" -> Optional.of(LINUX_X86_64);
            case "aarch64" -> Optional.of(LINUX_AARCH64);
            default -> Optional.empty();
        };
    }

    /** The one that an attribute names. */
    public static Optional<NativePlatform> named(String label) {
        return Arrays.stream(values())
                .filter(platform -> platform.label.equals(label))
                .findFirst();
    }

    /** What a requirement with such a program has to ask of an offer. */
    public Constraint wanted() {
        return new Constraint("offer.attributes." + ATTRIBUTE + " == '" + label + "'");
    }

    @Override
    public String toString() {
        return label;
    }
}
