package org.dcrbs.protocol.link;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.WriteTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.dcrbs.protocol.link.Closing.Kind;
import org.jspecify.annotations.Nullable;

/** Turns what Netty and the engines of TLS throw into the one sentence that a person needs. */
final class Faults {
    private static final int DEEPEST = 10;

    private Faults() {}

    static Closing closing(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Closing known = known(cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return tls(thrown);
    }

    private static @Nullable Closing known(Throwable cause) {
        if (cause instanceof GeneralSecurityException) {
            return new Closing(
                    Kind.NOT_TRUSTED_BY_US, "the other side's certificate is refused: " + cause.getMessage());
        }
        if (cause instanceof TooLongFrameException) {
            return new Closing(
                    Kind.NOT_UNDERSTOOD, "a message is larger than the " + LinkLimits.FRAME_BYTES + " bytes allowed");
        }
        if (cause instanceof CorruptedFrameException || cause instanceof InvalidProtocolBufferException) {
            return new Closing(Kind.NOT_UNDERSTOOD, "what came is not a message of this protocol");
        }
        if (cause instanceof NotSslRecordException) {
            return new Closing(Kind.NOT_UNDERSTOOD, "the other side does not speak TLS");
        }
        if (cause instanceof SslHandshakeTimeoutException) {
            return new Closing(Kind.TIMED_OUT, "the TLS handshake took too long");
        }
        if (cause instanceof WriteTimeoutException) {
            return new Closing(Kind.TOO_SLOW, "the other side does not take its messages");
        }
        if (cause instanceof UnknownHostException) {
            return new Closing(Kind.UNREACHABLE, "there is no host of this name: " + cause.getMessage());
        }
        if (cause instanceof ConnectException) {
            return new Closing(Kind.UNREACHABLE, "nobody answers: " + cause.getMessage());
        }
        return null;
    }

    private static Closing tls(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        while (cause != null && !(cause instanceof SSLException)) {
            cause = cause.getCause();
        }
        if (cause == null) {
            return new Closing(Kind.UNREACHABLE, "the connection broke: " + thrown.getMessage());
        }
        String message = String.valueOf(cause.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        // As the JDK and as BoringSSL say it.
        boolean alert = lower.contains("received fatal alert") || lower.contains("_alert_");
        if (alert && (lower.contains("certificate") || lower.contains("unknown_ca"))) {
            return new Closing(Kind.NOT_TRUSTED_BY_OTHER, "the other side refuses this side's certificate: " + message);
        }
        return new Closing(Kind.NOT_UNDERSTOOD, "TLS failed: " + message);
    }
}
