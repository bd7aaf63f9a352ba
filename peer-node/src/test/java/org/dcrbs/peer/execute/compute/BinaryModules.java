package org.dcrbs.peer.execute.compute;

import java.io.ByteArrayOutputStream;

/** Modules written byte by byte, that no text form would be asked to hold. */
final class BinaryModules {
    private static final int TYPES = 1;
    private static final int FUNCTIONS = 3;
    private static final int CODE = 10;
    private static final int BLOCK = 0x02;
    private static final int NO_RESULT = 0x40;
    private static final int END = 0x0B;
    private static final int I32 = 0x7F;

    private BinaryModules() {}

    /** So many functions, each with so many locals: a few bytes a function, if one does not spell them out. */
    static byte[] functionsWithLocals(int functions, int locals) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(1);
        number(body, locals);
        body.write(I32);
        body.write(END);
        return module(functions, body.toByteArray());
    }

    static byte[] nestedBlocks(int depth) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(0);
        for (int i = 0; i < depth; i++) {
            body.write(BLOCK);
            body.write(NO_RESULT);
        }
        for (int i = 0; i <= depth; i++) {
            body.write(END);
        }
        return module(1, body.toByteArray());
    }

    private static byte[] module(int functions, byte[] body) {
        ByteArrayOutputStream module = new ByteArrayOutputStream();
        module.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        section(module, TYPES, new byte[] {1, 0x60, 0, 0});
        ByteArrayOutputStream types = new ByteArrayOutputStream();
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        number(types, functions);
        number(code, functions);
        for (int i = 0; i < functions; i++) {
            types.write(0);
            number(code, body.length);
            code.writeBytes(body);
        }
        section(module, FUNCTIONS, types.toByteArray());
        section(module, CODE, code.toByteArray());
        return module.toByteArray();
    }

    private static void section(ByteArrayOutputStream module, int id, byte[] contents) {
        module.write(id);
        number(module, contents.length);
        module.writeBytes(contents);
    }

    /** LEB128. */
    private static void number(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest >= 0x80) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
