package org.dcrbs.peer.job;

import java.nio.ByteBuffer;

/** How a number stands in a unit's input or output; little-endian always. */
public enum NumberType {
    U16(2) {
        @Override
        void put(ByteBuffer out, Value value) {
            out.putShort((short) value.whole(0, 0xFFFF));
        }

        @Override
        Value get(ByteBuffer in) {
            return Value.of(Short.toUnsignedLong(in.getShort()));
        }
    },
    U32(4) {
        @Override
        void put(ByteBuffer out, Value value) {
            out.putInt((int) value.whole(0, 0xFFFF_FFFFL));
        }

        @Override
        Value get(ByteBuffer in) {
            return Value.of(Integer.toUnsignedLong(in.getInt()));
        }
    },
    /** Up to 2^63 - 1 only: no more is needed, and Java's numbers end there. */
    U64(8) {
        @Override
        void put(ByteBuffer out, Value value) {
            out.putLong(value.whole(0, Long.MAX_VALUE));
        }

        @Override
        Value get(ByteBuffer in) {
            return Value.of(in.getLong());
        }
    },
    F64(8) {
        @Override
        void put(ByteBuffer out, Value value) {
            out.putDouble(value.real());
        }

        @Override
        Value get(ByteBuffer in) {
            return Value.of(in.getDouble());
        }
    };

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    abstract void put(ByteBuffer out, Value value);

    abstract Value get(ByteBuffer in);
}
