package org.dcrbs.solver.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lines of a file, plain or gzip by its name, one at a time and none longer than allowed. */
final class BoundedLines implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final String file;
    private final ReadLimits limits;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private byte[] line = new byte[1024];
    private int length;
    private long number;
    private long read;

    BoundedLines(Path path, ReadLimits limits) throws IOException {
        this.file = String.valueOf(path.getFileName());
        this.limits = limits;
        InputStream raw = Files.newInputStream(path);
        try {
            this.in = file.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw;
        } catch (ZipException | EOFException e) {
            raw.close();
            throw fault("", "is not a gzip file, though its name says so");
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Moves to the next line that is not blank; false at the end. */
    boolean next() throws IOException {
        boolean more = true;
        do {
            more = readLine();
        } while (more && isBlank());
        return more;
    }

    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    PairingFormatException fault(String field, String detail) {
        return new PairingFormatException(file, number, field, detail);
    }

    private boolean readLine() throws IOException {
        length = 0;
        number++;
        boolean any = false;
        while (at < filled || fill()) {
            any = true;
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            append(end - at);
            boolean whole = end < filled;
            at = whole ? end + 1 : end;
            if (whole) {
                return true;
            }
        }
        return any;
    }

    /** Adds what comes next in the buffer to the line. */
    private void append(int count) throws PairingFormatException {
        if (count > limits.lineBytes() - length) {
            throw fault("", "is longer than " + limits.lineBytes() + " bytes");
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, (int) Math.min(limits.lineBytes(), 2L * (length + count)));
        }
        System.arraycopy(buffer, at, line, length, count);
        length += count;
    }

    /** Reads on into the empty buffer; false at the end. */
    private boolean fill() throws IOException {
        int allowed = (int) Math.min(buffer.length, limits.fileBytes() - read);
        try {
            at = 0;
            filled = Math.max(0, in.read(buffer, 0, Math.max(1, allowed)));
        } catch (ZipException | EOFException e) {
            throw fault("", "the gzip file is damaged or cut short");
        }
        read += filled;
        if (filled > allowed) {
            throw fault("", "the file is larger than " + limits.fileBytes() + " bytes");
        }
        return filled > 0;
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
