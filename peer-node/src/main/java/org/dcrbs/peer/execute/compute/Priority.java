package org.dcrbs.peer.execute.compute;

import java.util.List;

/**
 * The lowest ordinary priority: beside a busy program of the owner's a child gets about a seventieth of a processor. Not
 * Linux's idle class, in which it would get nothing beside any busy program, of low priority too, and miss its deadline:
 * standing still is for the owner's share to say, which {@link Brake} does.
 */
final class Priority {
    private Priority() {}

    /** What stands before a command so that it runs so; it becomes the command, process id and all. May be empty. */
    static List<String> lowest() {
        return Programs.find("nice").map(nice -> List.of(nice, "-n", "19")).orElse(List.of());
    }
}
