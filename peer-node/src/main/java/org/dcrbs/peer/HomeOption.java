package org.dcrbs.peer;

import java.nio.file.Path;
import org.dcrbs.peer.config.Home;
import org.jspecify.annotations.Nullable;

/** The option that all commands have. */
final class HomeOption {
    static final String DEFAULT = Home.USUAL;
    static final String HELP =
            "The node's folder: its identity, work under way, cache, received files. By default" + " ${DEFAULT-VALUE}.";

    private HomeOption() {}

    static Path path(@Nullable Path given) {
        if (given == null) {
            throw new IllegalStateException("the option has a default");
        }
        return given;
    }
}
