package org.dcrbs.server.work;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.blob.SmallBlobs;
import org.springframework.stereotype.Component;

/** What orders have brought forth. The small outputs of work units lie in the store, everything else is a file. */
@Component
class Outputs {
    private static final int MOST_SIZES = 200_000;
    private static final long MOST_RECENT_BYTES = 8 << 20;
    /** Of an output in memory, besides its own bytes. */
    private static final int BYTES_A_RECENT = 64;

    /** More of them take longer: the embedded store holds each that it has found against each that is asked for. */
    private static final int READ_AT_ONCE = 32;

    private final Blobs blobs;
    private final SmallBlobs small;
    /** A job's plan asks for the sizes of all of its outputs, again and again. */
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();
    /** The small ones that came last: a job's outputs are joined soon after the last has come. */
    private final Map<String, byte[]> recent = new ConcurrentHashMap<>();

    private final AtomicLong recentBytes = new AtomicLong();

    Outputs(Blobs blobs, SmallBlobs small) {
        this.blobs = blobs;
        this.small = small;
    }

    /**
     * The hash of the result's output, which is kept, or will be once {@link #keep} is called.
     *
     * @param toKeep takes in what is to be kept together
     */
    String of(WorkResult result, boolean unit, Map<String, byte[]> toKeep) throws IOException {
        if (!result.getOutputSha256().isEmpty()) {
            return HexFormat.of().formatHex(result.getOutputSha256().toByteArray());
        }
        ByteString output = result.getOutput();
        if (!unit || output.size() > SmallBlobs.MOST_BYTES) {
            return blobs.put(output.toByteArray());
        }
        byte[] bytes = output.toByteArray();
        String sha256 = Digests.sha256(bytes);
        toKeep.put(sha256, bytes);
        return sha256;
    }

    void keep(Map<String, byte[]> outputs) {
        if (!outputs.isEmpty()) {
            small.putAll(outputs);
            outputs.forEach(this::remember);
        }
    }

    OptionalLong size(String sha256) throws IOException {
        Long known = sizes.get(sha256);
        if (known != null) {
            return OptionalLong.of(known);
        }
        OptionalLong size = blobs.size(sha256);
        if (size.isEmpty()) {
            Optional<byte[]> bytes = small.find(sha256);
            size = bytes.isPresent() ? OptionalLong.of(bytes.get().length) : size;
        }
        size.ifPresent(value -> remember(sha256, value));
        return size;
    }

    private void remember(String sha256, byte[] output) {
        remember(sha256, output.length);
        if (recentBytes.addAndGet(BYTES_A_RECENT + output.length) > MOST_RECENT_BYTES) {
            recent.clear();
            recentBytes.set(0);
        }
        recent.put(sha256, output);
    }

    private void remember(String sha256, long size) {
        if (sizes.size() >= MOST_SIZES) {
            sizes.clear();
        }
        sizes.put(sha256, size);
    }

    /** The output's bytes, if it is here and not longer than that. */
    Optional<byte[]> bytes(String sha256, int most) throws IOException {
        Optional<Path> file = blobs.find(sha256);
        if (file.isEmpty()) {
            return small.find(sha256).filter(bytes -> bytes.length <= most);
        }
        return Files.size(file.get()) > most ? Optional.empty() : Optional.of(Files.readAllBytes(file.get()));
    }

    /** The first bytes of a blob; none if it isn't here. */
    byte[] head(String sha256, int length) throws IOException {
        Optional<Path> file = blobs.find(sha256);
        return file.isPresent() ? blobs.part(file.get(), 0, length) : new byte[0];
    }

    /** Keeps the outputs one after the other as one file, and returns its SHA-256. */
    String joined(List<String> sha256s) throws IOException {
        return blobs.putJoined(sha256s, new Opener(sha256s)::next);
    }

    /** Those of the outputs that are small. */
    private Map<String, byte[]> read(List<String> sha256s) {
        Map<String, byte[]> read = new HashMap<>();
        List<String> others = new ArrayList<>();
        for (String sha256 : sha256s) {
            byte[] bytes = recent.get(sha256);
            if (bytes == null) {
                others.add(sha256);
            } else {
                read.put(sha256, bytes);
            }
        }
        if (!others.isEmpty()) {
            read.putAll(small.find(others));
        }
        return read;
    }

    /** Opens outputs one after the other; the small ones are read many at a time. */
    private final class Opener {
        private final List<String> all;
        private int opened;
        private Map<String, byte[]> read = Map.of();

        Opener(List<String> all) {
            this.all = all;
        }

        InputStream next(String sha256) throws IOException {
            if (opened % READ_AT_ONCE == 0) {
                read = read(all.subList(opened, Math.min(all.size(), opened + READ_AT_ONCE)));
            }
            opened++;
            byte[] bytes = read.get(sha256);
            return bytes == null ? blobs.open(sha256) : new ByteArrayInputStream(bytes);
        }
    }
}
