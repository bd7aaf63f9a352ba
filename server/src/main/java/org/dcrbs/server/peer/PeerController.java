package org.dcrbs.server.peer;

import java.util.List;
import org.dcrbs.market.PartyId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Nodes over HTTP. */
@RestController
@RequestMapping("/api/v1")
class PeerController {
    private final Peers peers;

    PeerController(Peers peers) {
        this.peers = peers;
    }

    /** Whose node is to enrol. */
    record Invitation(PartyId party) {}

    /** The token is told only here. */
    record Invited(PartyId party, String token) {}

    @GetMapping("/peers")
    List<Peer> all() {
        return peers.all();
    }

    @PostMapping("/enrolments")
    Invited invite(@RequestBody Invitation invitation) {
        return new Invited(invitation.party(), peers.invite(invitation.party()).text());
    }
}
