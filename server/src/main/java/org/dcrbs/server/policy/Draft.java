package org.dcrbs.server.policy;

import java.util.List;
import java.util.Optional;
import org.dcrbs.server.listing.BadInputException;

/**
 * Policies that somebody works on.
 *
 * @param base the name of the version that it began from
 * @param revision counts its changes; who changes it says which one he has seen
 * @param approver who approved just this revision
 */
public record Draft(
        String id,
        String base,
        String author,
        String comment,
        int revision,
        Optional<String> approver,
        List<FileRef> files) {
    private static final String WORDS = "[^\\p{Cntrl}]{1,%d}";

    public Draft {
        checkPerson(author);
        checkComment(comment);
        files = List.copyOf(files);
    }

    Draft named(String name) {
        return new Draft(name, base, author, comment, revision, approver, files);
    }

    /** With other files; what was approved before isn't any more. */
    Draft changed(String nowBase, List<FileRef> nowFiles) {
        return new Draft(id, nowBase, author, comment, revision + 1, Optional.empty(), nowFiles);
    }

    Draft approved(String person) {
        checkPerson(person);
        if (person.strip().equalsIgnoreCase(author.strip())) {
            throw new BadInputException("draft " + id + " is by " + author + "; somebody else must approve it");
        }
        return new Draft(id, base, author, comment, revision, Optional.of(person), files);
    }

    /** Refuses a change by somebody who hasn't seen the last one. */
    Draft at(int seen) {
        if (revision != seen) {
            throw new BadInputException("draft " + id + " has changed meanwhile: it is at revision " + revision
                    + ", and you have seen " + seen + "; look at it again");
        }
        return this;
    }

    static void checkPerson(String name) {
        if (name.isBlank() || !name.matches(WORDS.formatted(100))) {
            throw new BadInputException("want the name of a person, of up to 100 letters, not \"" + name + "\"");
        }
    }

    static void checkComment(String comment) {
        if (comment.isBlank() || !comment.matches(WORDS.formatted(1000))) {
            throw new BadInputException("want a comment in one line that says why, of up to 1000 letters");
        }
    }
}
