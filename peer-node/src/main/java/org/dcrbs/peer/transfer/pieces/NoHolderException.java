package org.dcrbs.peer.transfer.pieces;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Nobody who holds the file gives it; the message says what each did. */
final class NoHolderException extends IOException {
    NoHolderException(List<Holder> holders) {
        super("the file is to be had of none of its holders: "
                + holders.stream().map(Holder::account).collect(Collectors.joining("; ")));
    }
}
