package org.dcrbs.server.gateway;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.dcrbs.server.direct.DirectTrades;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.Intake;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.peer.Peers;
import org.springframework.stereotype.Component;

/** What a member asks for itself over the link. Its certificate says who it is, so it can touch only what is its own. */
@Component
class ErrandDesk {
    /** With some hundred bytes each, the answer still fits into one message. */
    private static final int MOST_LISTED = 1000;

    private static final int MOST_POSTED = 1000;

    private final Peers peers;
    private final Listings listings;
    private final Intake intake;
    private final JobsOfMembers jobs;
    private final LeasesOfMembers leases;
    private final DirectTrades trades;
    private final Sessions sessions;
    private final CertificateAuthority authority;
    private final MarketJson json;
    private final Clock clock;

    ErrandDesk(
            Peers peers,
            Listings listings,
            Intake intake,
            JobsOfMembers jobs,
            LeasesOfMembers leases,
            DirectTrades trades,
            Sessions sessions,
            CertificateAuthority authority,
            MarketJson json,
            Clock clock) {
        this.peers = peers;
        this.listings = listings;
        this.intake = intake;
        this.jobs = jobs;
        this.leases = leases;
        this.trades = trades;
        this.sessions = sessions;
        this.authority = authority;
        this.json = json;
        this.clock = clock;
    }

    /** All errands but sending a blob, which takes more than one message. Refused in words. */
    ErrandAnswer.Builder run(PartyId party, LinkSession session, Errand errand) {
        ErrandAnswer.Builder answer = ErrandAnswer.newBuilder();
        switch (errand.getWhatCase()) {
            case RENEW_CERTIFICATE ->
                answer.setRenewed(renewed(
                        party,
                        session,
                        errand.getRenewCertificate().getCertificateRequest().toByteArray()));
            case LIST_LISTINGS ->
                answer.setListed(listed(party, errand.getListListings().getEverybodys()));
            case POST_LISTINGS ->
                answer.setPosted(posted(party, errand.getPostListings().getLines()));
            case WITHDRAW_LISTING -> {
                withdraw(party, new ListingId(errand.getWithdrawListing().getId()));
                answer.setWithdrawn(ErrandAnswer.Withdrawn.getDefaultInstance());
            }
            case LIST_JOBS -> answer.setJobs(jobs.of(party));
            case LIST_LEASES -> answer.setLeases(leases.of(party));
            case USE_LEASE -> {
                leases.use(party, errand.getUseLease().getOrderId());
                answer.setNoted(ErrandAnswer.Noted.getDefaultInstance());
            }
            case ASK_LEASE_USE ->
                answer.setLeaseUse(leases.isUsed(party, errand.getAskLeaseUse().getOrderId()));
            case LEAVE -> answer.setLeft(left(party));
            case REPORT_BENCHMARKS -> {
                peers.measured(party, Reports.map(errand.getReportBenchmarks().getMeasured()));
                answer.setNoted(ErrandAnswer.Noted.getDefaultInstance());
            }
            case REPORT_ACCESS -> {
                leases.report(party, errand.getReportAccess());
                answer.setNoted(ErrandAnswer.Noted.getDefaultInstance());
            }
            case REPORT_TRADE -> {
                trades.report(party, errand.getReportTrade());
                answer.setNoted(ErrandAnswer.Noted.getDefaultInstance());
            }
            case SEND_BLOB, WHAT_NOT_SET -> throw new BadInputException("no errand that this coordinator knows");
        }
        return answer;
    }

    private ErrandAnswer.Renewed renewed(PartyId party, LinkSession session, byte[] request) {
        X509Certificate held = session.certificate()
                .orElseThrow(() -> new BadInputException("only who has a certificate can renew it"));
        X509Certificate certificate = peers.renew(party, held, request);
        return ErrandAnswer.Renewed.newBuilder()
                .addCertificates(bytes(certificate))
                .addCertificates(bytes(authority.certificate()))
                .build();
    }

    static ByteString bytes(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("certificate can't be encoded", e);
        }
    }

    private ErrandAnswer.Listed listed(PartyId party, boolean everybodys) {
        List<Listings.Entry> found = everybodys
                ? listings.all().stream()
                        .filter(entry -> entry.state() == Listings.State.OPEN)
                        .toList()
                : listings.ofParty(party);
        ErrandAnswer.Listed.Builder listed =
                ErrandAnswer.Listed.newBuilder().setLeftOut(Math.max(0, found.size() - MOST_LISTED));
        found.stream().limit(MOST_LISTED).forEach(entry -> listed.addListings(ListingWords.of(entry)));
        return listed.build();
    }

    private ErrandAnswer.Posted posted(PartyId party, ByteString lines) {
        if (lines.isEmpty() || lines.byteAt(0) != '{') {
            // A packed file of a message's size may hold a thousand times as much.
            throw new BadInputException("want a market file as it is, not packed");
        }
        try {
            var market = new MarketFile(json, clock.instant())
                    .read("listings", new ByteArrayInputStream(lines.toByteArray()));
            if (market.listings().size() > MOST_POSTED) {
                throw new BadInputException(market.listings().size() + " listings; " + MOST_POSTED + " at once");
            }
            Intake.Taken taken = intake.takeFrom(party, market);
            return ErrandAnswer.Posted.newBuilder()
                    .setOffers(taken.offers())
                    .setDemands(taken.demands())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void withdraw(PartyId party, ListingId id) {
        boolean own = listings.find(id)
                .map(entry -> entry.listing().party().equals(party))
                .orElse(false);
        if (!own) {
            throw new BadInputException("you have no listing " + id);
        }
        if (!listings.withdraw(id)) {
            throw new BadInputException("listing " + id + " is not open");
        }
    }

    /** Listings first: what is offered must not be awarded to a node that will not come again. */
    private ErrandAnswer.Left left(PartyId party) {
        int withdrawn = 0;
        for (Listings.Entry entry : listings.ofParty(party)) {
            withdrawn += listings.withdraw(entry.listing().id()) ? 1 : 0;
        }
        peers.revoke(party);
        sessions.end(party);
        return ErrandAnswer.Left.newBuilder().setListingsWithdrawn(withdrawn).build();
    }
}
