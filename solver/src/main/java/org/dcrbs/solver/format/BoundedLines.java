package org.dcrbs.solver.format;

import java.io.BufferedInputStream;
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
    private byte[] line = new byte[1024];
    private int length;
    private long number;
    private long read;

    BoundedLines(Path path, ReadLimits limits) throws IOException {
        this.file = String.valueOf(path.getFileName());
        this.limits = limits;
        InputStream raw = Files.newInputStream(path);
        try {
            this.in = new BufferedInputStream(file.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw, BUFFER);
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
        int next = read();
        if (next < 0) {
            return false;
        }
        for (; next >= 0 && next != '\n'; next = read()) {
            if (length == limits.lineBytes()) {
                throw fault("", "is longer than " + limits.lineBytes() + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(limits.lineBytes(), length * 2));
            }
            line[length++] = (byte) next;
        }
        return true;
    }

    private int read() throws IOException {
        if (++read > limits.fileBytes()) {
            throw fault("", "the file is larger than " + limits.fileBytes() + " bytes");
        }
        try {
            return in.read();
        } catch (ZipException | EOFException e) {
            throw fault("", "the gzip file is damaged or cut short");
        }
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
