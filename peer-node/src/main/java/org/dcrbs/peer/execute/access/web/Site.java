package org.dcrbs.peer.execute.access.web;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.CallFailedException;
import org.dcrbs.peer.execute.lease.Cancellation;
import org.dcrbs.peer.execute.lease.SiteAnswer;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.jspecify.annotations.Nullable;

/** The one site that an order is about: scheme, host and port, beyond which nothing is asked. */
final class Site {
    private static final long LOOK_MILLIS = 100;
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final SiteCalls calls;
    private final WorkContext context;
    private final String origin;

    Site(SiteCalls calls, WorkContext context, URI any) {
        this.calls = calls;
        this.context = context;
        this.origin = origin(any);
    }

    private static String origin(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = url.getPort() < 0 ? usual : url.getPort();
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + (port == usual ? "" : ":" + port);
    }

    boolean has(URI url) {
        return url.getHost() != null && url.getScheme() != null && origin(url).equals(origin);
    }

    URI at(String path) {
        return URI.create(origin + path);
    }

    /** A small file of the site's. */
    SiteAnswer file(URI url, int mostBytes) throws CallFailedException, InterruptedException {
        return await(calls.get(url, new SiteCalls.Bounds(mostBytes, mostBytes, WITHIN)));
    }

    SiteAnswer await(CompletableFuture<SiteAnswer> answer) throws CallFailedException, InterruptedException {
        Cancellation.check(context);
        try {
            while (true) {
                try {
                    return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    Cancellation.check(context);
                }
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /** That by which a call completed; anything else is a fault of ours. */
    static CallFailedException failure(@Nullable Throwable cause) {
        if (cause instanceof CallFailedException failed) {
            return failed;
        }
        throw new IllegalStateException("a call must not fail so", cause);
    }

    /** Where a redirect leads; empty if it is none, or leads nowhere. */
    static Optional<URI> target(URI from, SiteAnswer answer) {
        boolean redirect = switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
        if (!redirect) {
            return Optional.empty();
        }
        try {
            return answer.header("location").map(from::resolve);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return origin;
    }
}
