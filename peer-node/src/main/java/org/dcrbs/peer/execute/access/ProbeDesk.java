package org.dcrbs.peer.execute.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.Usage;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.share.AllowList;
import org.dcrbs.protocol.v1.AccessProbe;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/** Probes the line when the coordinator asks. It goes to the open internet, or to the coordinator itself, and nowhere else. */
final class ProbeDesk {
    /** The host at which this node dials its coordinator. */
    static final String COORDINATOR = "coordinator.host";

    private static final AllowList OPEN_INTERNET = AllowList.parse("*:*");
    private static final long MOST_BYTES = 64L << 20;

    private ProbeDesk() {}

    static WorkResult answer(WorkOrder order, boolean held, WorkContext context) throws InterruptedException {
        AccessProbe probe = order.getAccessProbe();
        if (!held) {
            return Answers.failed(order, "no line is kept by order " + probe.getLeaseOrderId(), Usage.NONE);
        }
        if (probe.getBytes() < 1 || probe.getBytes() > MOST_BYTES) {
            return Answers.refused(order, "a probe of " + probe.getBytes() + " bytes; at most " + MOST_BYTES);
        }
        Meter meter = Meter.start();
        try {
            URI url = new URI(probe.getUrl());
            if (!"http".equals(url.getScheme()) || url.getHost() == null) {
                return Answers.refused(order, "'" + probe.getUrl() + "' is no http://HOST/...");
            }
            Optional<InetAddress> address = address(url, context);
            if (address.isEmpty()) {
                return Answers.refused(
                        order, url.getHost() + " is neither the coordinator's host nor one of the open internet");
            }
            return Answers.done(
                    order,
                    new LineProbe(url, address.get(), probe.getBytes())
                            .fetch(context)
                            .toByteString(),
                    meter.usage());
        } catch (URISyntaxException e) {
            return Answers.refused(order, "'" + probe.getUrl() + "' is no URL");
        } catch (IOException e) {
            return Answers.failed(order, "the line does not carry: " + e.getMessage(), meter.usage());
        } catch (CancellationException e) {
            return Answers.failed(order, "cancelled", meter.usage());
        }
    }

    private static Optional<InetAddress> address(URI url, WorkContext context) throws IOException {
        List<InetAddress> coordinators = context.setting(COORDINATOR).isPresent()
                ? List.of(InetAddress.getAllByName(context.setting(COORDINATOR).get()))
                : List.of();
        for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
            if (coordinators.contains(address) || OPEN_INTERNET.allows(url.getHost(), address, LineProbe.port(url))) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }
}
