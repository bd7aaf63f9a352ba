package org.dcrbs.market;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * V: one computer file, by its header; the contents travel only under a contract.
 *
 * @param targetUser for whom the file is meant
 * @param objective what it is meant to achieve
 * @param function what it does
 * @param environment the application environment that it needs
 * @param sha256 of the contents, 64 hexadecimal digits in lower case
 */
public record FileHeader(
        String name,
        String targetUser,
        String objective,
        String function,
        String environment,
        long bytes,
        String sha256)
        implements Spec {
    /** What an offer's attribute of this name says: "true" if its node gives a part when others have sold the same file. */
    public static final String RESEED_ATTRIBUTE = "reseed";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public FileHeader {
        Check.text("name", name, 200);
        Check.text("targetUser", targetUser, 200);
        Check.text("objective", objective, 500);
        Check.text("function", function, 500);
        Check.text("environment", environment, 200);
        Check.range("bytes", bytes, 0, 1L << 50);
        Check.that(
                sha256.isEmpty() || SHA256.matcher(sha256).matches(),
                "sha256 \"" + sha256 + "\": want 64 hexadecimal digits in lower case");
    }

    @Override
    public Category category() {
        return Category.FILE;
    }

    @Override
    public long units() {
        return 1;
    }

    @Override
    public Optional<String> unfitToOffer() {
        if (name.isBlank()) {
            return Optional.of("the file has no name");
        }
        return sha256.isEmpty() || bytes == 0 ? Optional.of("its size and SHA-256 are not given") : Optional.empty();
    }

    @Override
    public Optional<String> shortfall(Spec offered) {
        return offered instanceof FileHeader o
                ? new Shortfall()
                        .same(sha256, o.sha256, "SHA-256")
                        .same(name, o.name, "name")
                        .same(targetUser, o.targetUser, "target user")
                        .same(objective, o.objective, "objective")
                        .same(function, o.function, "function")
                        .same(environment, o.environment, "environment")
                        .reason()
                : Shortfall.otherCategory(this, offered);
    }
}
