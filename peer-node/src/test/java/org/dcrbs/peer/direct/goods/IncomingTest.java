package org.dcrbs.peer.direct.goods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.peer.direct.document.LegDraft.Blob;
import org.dcrbs.peer.direct.document.Texts;
import org.dcrbs.peer.transfer.Chunks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingTest {
    private static final String DEAL = "ab".repeat(16);
    private static final ByteString DATA = ByteString.copyFromUtf8("a map of the town");
    private static final Blob WANTED = new Blob(Texts.sha256(DATA.toByteArray()), DATA.size());

    @TempDir
    Path folder;

    private Incoming incoming;

    @BeforeEach
    void open() throws IOException {
        incoming = Incoming.open(folder);
    }

    @Test
    void aBrokenTransferGoesOnWhereItStoppedAlsoAfterARestart() throws IOException {
        incoming.accept(DEAL, 1, WANTED, 0, DATA.substring(0, 5));
        Incoming later = Incoming.open(folder);

        assertThat(later.held(DEAL, 1)).isEqualTo(5);
        assertThat(later.whole(DEAL, 1)).isEmpty();
        later.accept(DEAL, 1, WANTED, 5, DATA.substring(5));
        assertThat(Files.readAllBytes(later.whole(DEAL, 1).orElseThrow())).isEqualTo(DATA.toByteArray());
    }

    @Test
    void aPieceThatCameBeforeOrComesTooEarlyChangesNothing() throws IOException {
        incoming.accept(DEAL, 1, WANTED, 0, DATA.substring(0, 5));

        incoming.accept(DEAL, 1, WANTED, 0, DATA.substring(0, 5));
        incoming.accept(DEAL, 1, WANTED, 9, DATA.substring(9));

        assertThat(incoming.held(DEAL, 1)).isEqualTo(5);
    }

    @Test
    void whatHasAnotherHashIsThrownAwayWhole() throws IOException {
        ByteString forged = ByteString.copyFromUtf8("a map of the moon");

        assertThatThrownBy(() -> incoming.accept(DEAL, 1, WANTED, 0, forged)).hasMessageContaining("begins anew");
        assertThat(incoming.held(DEAL, 1)).isZero();
        assertThat(incoming.whole(DEAL, 1)).isEmpty();
    }

    @Test
    void piecesBeyondTheEndOrTooLargeAreRefused() {
        assertThatThrownBy(() -> incoming.accept(DEAL, 1, WANTED, 10, DATA)).hasMessageContaining("does not fit");
        assertThatThrownBy(() -> incoming.accept(DEAL, 1, WANTED, -1, DATA)).hasMessageContaining("does not fit");
        assertThatThrownBy(() -> incoming.accept(
                        DEAL,
                        1,
                        new Blob("00".repeat(32), 1L << 40),
                        0,
                        ByteString.copyFrom(new byte[Chunks.BYTES + 1])))
                .hasMessageContaining("has more than");
    }
}
