package org.dcrbs.peer.execute.compute;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.dcrbs.market.NativePlatform;

/**
 * A seccomp filter: the system calls that a native program has no business with are not there for it. They are those
 * that get at other processes, at the kernel's rarer and so less tried parts, at memory that no limit counts, at a
 * processor of the program's own choice, and at sockets of any kind but those between its own processes.
 */
final class SystemCalls {
    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;

    private static final int NUMBER_AT = 0;
    private static final int ARCHITECTURE_AT = 4;
    private static final int FIRST_ARGUMENT_AT = 16;

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int NOT_THERE = 0x00050000 | 38;

    private static final int UNIX_SOCKET = 1;
    /** From here on a number of x86_64 belongs to its other way of calling, by which every call has a second number. */
    private static final int SECOND_NUMBERS = 0x40000000;

    private static final Table X86_64 = new Table(
            0xC000003E,
            41,
            List.of(
                    // ptrace, process_vm_readv and _writev, kcmp, pidfd_getfd
                    101,
                    310,
                    311,
                    312,
                    438,
                    // memfd_create, memfd_secret, shmget, msgget, semget, mq_open
                    319,
                    447,
                    29,
                    68,
                    64,
                    240,
                    // add_key, request_key, keyctl, bpf, perf_event_open, userfaultfd, io_uring
                    248,
                    249,
                    250,
                    321,
                    298,
                    323,
                    425,
                    426,
                    427,
                    // mount, umount2, pivot_root, chroot, unshare, setns, name_to_ and open_by_handle_at
                    165,
                    166,
                    155,
                    161,
                    272,
                    308,
                    303,
                    304,
                    // open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr
                    428,
                    429,
                    430,
                    431,
                    432,
                    433,
                    442,
                    // sched_setaffinity, personality
                    203,
                    135));

    private static final Table AARCH64 = new Table(
            0xC00000B7,
            198,
            List.of(
                    117, 270, 271, 272, 438, 279, 447, 194, 186, 190, 180, 217, 218, 219, 280, 241, 282, 425, 426, 427,
                    40, 39, 41, 51, 97, 268, 264, 265, 428, 429, 430, 431, 432, 433, 442, 122, 92));

    /**
     * A machine's numbers of the same system calls, in the same order.
     *
     * @param machine as the kernel's audit names it
     * @param socket the call that makes one
     */
    private record Table(int machine, int socket, List<Integer> denied) {}

    private SystemCalls() {}

    /** The filter as the kernel takes it: eight bytes an instruction. */
    static byte[] filter(NativePlatform platform) {
        Table table = platform == NativePlatform.LINUX_X86_64 ? X86_64 : AARCH64;
        int rest = table.denied().size();
        // What is common comes first; a jump counts the instructions that it leaves out.
        Code code = new Code(rest + 12);
        code.add(LOAD_WORD, 0, 0, ARCHITECTURE_AT);
        code.add(JUMP_IF_EQUAL, 1, 0, table.machine());
        code.add(RETURN, 0, 0, KILL);
        code.add(LOAD_WORD, 0, 0, NUMBER_AT);
        code.add(JUMP_IF_AT_LEAST, rest + 4, 0, SECOND_NUMBERS);
        for (int i = 0; i < rest; i++) {
            code.add(JUMP_IF_EQUAL, rest - i - 1 + 4, 0, table.denied().get(i));
        }
        code.add(JUMP_IF_EQUAL, 0, 2, table.socket());
        code.add(LOAD_WORD, 0, 0, FIRST_ARGUMENT_AT);
        code.add(JUMP_IF_EQUAL, 0, 1, UNIX_SOCKET);
        code.add(RETURN, 0, 0, ALLOW);
        code.add(RETURN, 0, 0, NOT_THERE);
        return code.bytes();
    }

    private static final class Code {
        private final ByteBuffer buffer;

        Code(int instructions) {
            buffer = ByteBuffer.allocate(8 * instructions).order(ByteOrder.LITTLE_ENDIAN);
        }

        void add(int operation, int ifTrue, int ifFalse, int value) {
            buffer.putShort((short) operation)
                    .put((byte) ifTrue)
                    .put((byte) ifFalse)
                    .putInt(value);
        }

        byte[] bytes() {
            byte[] bytes = new byte[buffer.position()];
            buffer.flip().get(bytes);
            return bytes;
        }
    }
}
