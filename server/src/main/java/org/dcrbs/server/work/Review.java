package org.dcrbs.server.work;

/** What a second look at a leg has come to. */
public sealed interface Review {
    /** In words. */
    String account();

    /** Work for it is under way, or nobody is there to do it. */
    record Pending(String account) implements Review {}

    /** The giver delivered what it should have. */
    record Right(String account) implements Review {}

    /** It did not. */
    record Wrong(String account) implements Review {}

    /** Machines can't tell; a person has to. */
    record Undecided(String account) implements Review {}
}
