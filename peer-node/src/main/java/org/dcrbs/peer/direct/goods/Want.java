package org.dcrbs.peer.direct.goods;

import java.util.Optional;
import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Spec;

/**
 * A file that the owner would take in kind. Without one that it serves, no file is taken: policy knows what a file of that
 * kind is worth, not whether the owner has any use for it.
 *
 * @param least what it must be; an empty text is any
 * @param bid the most to give for it; empty leaves that to policy
 */
public record Want(Spec least, Optional<Credits> bid) {
    public Want {
        if (least.category() != Category.FILE) {
            throw new IllegalArgumentException(
                    "a want for " + least.category().words() + "; only files are taken in kind");
        }
    }
}
