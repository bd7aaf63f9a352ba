package org.dcrbs.server.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version of the policies that is or was in force; never changed.
 *
 * @param number counts from 1
 * @param name such as {@code v3-a1e3f98e}: its number, and eight digits that change with any file
 * @param parent the version that was in force before
 * @param author who says to have made it
 * @param approver who says to have approved it, if anybody had to
 */
public record PolicyVersion(
        int number,
        String name,
        Optional<String> parent,
        String author,
        Instant time,
        String comment,
        Optional<String> approver,
        List<FileRef> files) {
    public PolicyVersion {
        files = List.copyOf(files);
    }
}
