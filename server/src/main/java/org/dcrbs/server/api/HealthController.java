package org.dcrbs.server.api;

import com.mongodb.MongoException;
import org.dcrbs.server.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells whether the server is up and reaches its store. Needs no token, and so tells no more than that. */
@RestController
class HealthController {
    private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);

    private final Store store;

    HealthController(Store store) {
        this.store = store;
    }

    @GetMapping("/health")
    ResponseEntity<Health> health() {
        try {
            store.collection("health").find("any");
            return ResponseEntity.ok(new Health("up"));
        } catch (MongoException e) {
            LOG.warn("the store doesn't answer", e);
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health("the store doesn't answer"));
        }
    }

    record Health(String status) {}
}
