package org.dcrbs.peer.door;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.LeaseCall.WhatCase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What callers ask at a door, and its answers. Where the line is shared out, what is large waits for its turn, in either
 * direction; what is small goes at once, and is counted.
 */
final class Questions implements LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
    private static final int SMALL_BYTES = 16 << 10;
    /** What an answer with a piece is taken to have before it is read. */
    private static final int PIECE_BYTES = 512 << 10;
    /** Each of them holds a piece in memory. */
    private static final int MOST_BRINGING = 32;

    private static final int MOST_FETCHING = 512;

    private final Door.Answerer answerer;
    private final Executor workers;
    private final Gate in;
    private final Gate out;

    Questions(Door.Answerer answerer, Executor workers, Traffic traffic) {
        this.answerer = answerer;
        this.workers = workers;
        this.in = new Gate(traffic.in(), MOST_BRINGING);
        this.out = new Gate(traffic.out(), MOST_FETCHING);
    }

    @Override
    public void connected(LinkSession session) {
        LOG.debug("{} from {}", session, session.remote());
    }

    @Override
    public void message(LinkSession session, Envelope message) {
        if (message.hasHeartbeat()) {
            return;
        }
        if (in.isFree() && out.isFree()) {
            answered(session, message).ifPresent(answer -> session.answer(message, answer));
        } else {
            bring(session, message);
        }
    }

    private void bring(LinkSession session, Envelope question) {
        int bytes = question.getSerializedSize();
        if (bytes > SMALL_BYTES) {
            enter(in, bytes, session, question, () -> fetch(session, question));
        } else {
            in.pass(bytes);
            fetch(session, question);
        }
    }

    private void fetch(LinkSession session, Envelope question) {
        if (isForAPiece(question)) {
            // Read when it may go, and not before: many may wait.
            enter(out, PIECE_BYTES, session, question, () -> {
                Optional<Envelope> answer = answered(session, question).map(Envelope.Builder::build);
                out.pass(answer.map(Envelope::getSerializedSize).orElse(0) - PIECE_BYTES);
                answer.ifPresent(whole -> session.answer(question, whole.toBuilder()));
            });
            return;
        }
        Optional<Envelope> answer = answered(session, question).map(Envelope.Builder::build);
        if (answer.isPresent()) {
            send(session, question, answer.get());
        }
    }

    private void send(LinkSession session, Envelope question, Envelope answer) {
        int bytes = answer.getSerializedSize();
        if (bytes > SMALL_BYTES) {
            enter(out, bytes, session, question, () -> session.answer(question, answer.toBuilder()));
        } else {
            out.pass(bytes);
            session.answer(question, answer.toBuilder());
        }
    }

    private static boolean isForAPiece(Envelope question) {
        WhatCase call = question.getLeaseCall().getWhatCase();
        return call == WhatCase.FILE_PIECE
                || call == WhatCase.GET_PIECE
                || question.getDirect().hasPieceRequest();
    }

    private void enter(Gate gate, int bytes, LinkSession session, Envelope question, Runnable then) {
        Runnable go = () -> {
            if (!session.open()) {
                gate.pass(-bytes);
                return;
            }
            try {
                workers.execute(then);
            } catch (RejectedExecutionException e) {
                LOG.debug("The door is shut: {} gets no answer", session);
            }
        };
        gate.enter(bytes, go, why -> session.refuse(question, ErrorCode.NOT_NOW, "not now: " + why));
    }

    /** Empty if it was refused. */
    private Optional<Envelope.Builder> answered(LinkSession session, Envelope message) {
        PeerName caller = session.peer().orElseThrow(() -> new IllegalStateException("TLS demands a certificate"));
        try {
            return Optional.of(answerer.answer(caller, message));
        } catch (RefusedException e) {
            refuse(session, message, e.code(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            refuse(session, message, ErrorCode.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.warn("A question of {} could not be answered", caller.partyId(), e);
            session.refuse(message, ErrorCode.INTERNAL, "this side cannot read or write its books or files");
        } catch (RuntimeException e) {
            LOG.error("A question of {} could not be answered", caller.partyId(), e);
            session.refuse(message, ErrorCode.INTERNAL, "this side is at fault");
        }
        return Optional.empty();
    }

    private static void refuse(LinkSession session, Envelope message, ErrorCode code, String why) {
        LOG.info("Refused {}: {}", session, why);
        session.refuse(message, code, why);
    }

    @Override
    public void closed(LinkSession session, Closing how) {
        LOG.debug("{}: {}", session, how.text());
    }
}
