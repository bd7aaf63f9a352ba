package org.dcrbs.server.blob;

import java.io.IOException;
import java.io.InputStream;
import org.dcrbs.server.api.NotFoundException;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Work modules, documents and results over HTTP. */
@RestController
@RequestMapping("/api/v1/blobs")
class BlobController {
    private static final long MOST_BYTES = 1L << 30;

    private final Blobs blobs;
    private final SmallBlobs small;

    BlobController(Blobs blobs, SmallBlobs small) {
        this.blobs = blobs;
        this.small = small;
    }

    /** What a blob is known by. */
    record Kept(String sha256) {}

    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    Kept put(InputStream body) throws IOException {
        return new Kept(blobs.put(body, MOST_BYTES));
    }

    @GetMapping("/{sha256}")
    ResponseEntity<Resource> get(@PathVariable String sha256) {
        Resource blob = blobs.find(sha256)
                .<Resource>map(FileSystemResource::new)
                .or(() -> small.find(sha256).map(ByteArrayResource::new))
                .orElseThrow(() -> new NotFoundException("no blob " + sha256));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(blob);
    }
}
