package org.dcrbs.server.policy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dcrbs.rules.Glossary;
import org.dcrbs.rules.Glossary.FactEntry;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The policies' versions over HTTP. */
@RestController
@RequestMapping("/api/v1/policies")
class PolicyController {
    private final Policies policies;
    private final Drafts drafts;

    PolicyController(Policies policies, Drafts drafts) {
        this.policies = policies;
        this.drafts = drafts;
    }

    /**
     * All versions.
     *
     * @param secondPerson whether somebody other than the author must approve what is published
     */
    record Versions(String inForce, boolean secondPerson, List<PolicyVersion> versions) {}

    /** Who does something, and why. */
    record Why(String author, String comment) {}

    @GetMapping
    Versions versions() {
        return new Versions(policies.inForce().name(), drafts.wantsSecondPerson(), policies.versions());
    }

    /** The words that policies may use. */
    @GetMapping("/vocabulary")
    List<FactEntry> vocabulary() {
        return Glossary.entries();
    }

    /** By its name or its number, as everywhere here. */
    @GetMapping("/versions/{version}")
    PolicyVersion version(@PathVariable String version) {
        return policies.find(version);
    }

    @GetMapping("/versions/{version}/files")
    List<DraftFile> files(@PathVariable String version) {
        return DraftFile.of(policies.files(policies.find(version)));
    }

    @GetMapping(path = "/versions/{version}/policies.zip", produces = "application/zip")
    ResponseEntity<byte[]> zip(@PathVariable String version) {
        PolicyVersion found = policies.find(version);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + found.name() + ".zip\"")
                .body(zipped(policies.files(found)));
    }

    @GetMapping("/diff")
    PolicyComparison diff(@RequestParam String before, @RequestParam String after) {
        return PolicyComparison.of(policies.files(policies.find(before)), policies.files(policies.find(after)));
    }

    @PostMapping("/versions/{version}/rollback")
    PolicyVersion rollback(@PathVariable String version, @RequestBody Why why) {
        return drafts.rollback(version, why.author(), why.comment());
    }

    private static byte[] zipped(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
