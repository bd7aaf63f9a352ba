package org.dcrbs.server.work;

import java.nio.ByteBuffer;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.server.api.NotFoundException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What probes of leased lines fetch: a megabyte that nobody can know without having fetched it. Open to who has the ticket of a
 * probe that is under way.
 */
@RestController
class ProbeController {
    static final String PATH = "/probe";
    static final int BYTES = LeaseFill.BYTES_PER_MEGA_BYTE;

    private final AccessEvidence access;

    ProbeController(AccessEvidence access) {
        this.access = access;
    }

    @GetMapping(value = PATH + "/{ticket}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> bytes(@PathVariable String ticket, @RequestParam String order) {
        if (!access.isProbe(order, ticket)) {
            throw new NotFoundException("no such probe is under way");
        }
        byte[] body = new byte[BYTES];
        LeaseFill.fill(access.seed(order), 0, ByteBuffer.wrap(body));
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(body);
    }
}
