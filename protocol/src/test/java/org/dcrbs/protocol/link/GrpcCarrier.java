package org.dcrbs.protocol.link;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.ClientTls;
import org.dcrbs.protocol.tls.Issued;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.Envelope;

/** Dispatches over gRPC: one bidirectional stream a connection, TLS 1.3 on both sides with the link's engine. */
final class GrpcCarrier implements GrpcComparisonTest.Carrier {
    private static final MethodDescriptor<Envelope, Envelope> LINK = MethodDescriptor.<Envelope, Envelope>newBuilder()
            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
            .setFullMethodName("dcrbs.Link/talk")
            .setRequestMarshaller(ProtoUtils.marshaller(Envelope.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller(Envelope.getDefaultInstance()))
            .build();

    private final List<EventLoopGroup> groups = new ArrayList<>();
    private final List<Sender> toPeers = new ArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final Server server;
    private final boolean ahead;
    private volatile Dispatches now = new Dispatches(0);

    /** As a session of the link does, numbers messages and lets several threads send. */
    private static final class Sender {
        private final StreamObserver<Envelope> to;
        private long last;

        Sender(StreamObserver<Envelope> to) {
            this.to = to;
        }

        synchronized void send(Envelope.Builder message) {
            to.onNext(message.setVersion(1).setId(++last).build());
        }
    }

    /**
     * @param ahead whether each end asks for all messages at once; if not, for one at a time, as gRPC's stubs do unless they
     *     are told otherwise, which costs a turn of the event loop each
     */
    GrpcCarrier(CertificateAuthority authority, int connections, ExecutorService workers, boolean ahead)
            throws Exception {
        this.ahead = ahead;
        Issued identity = authority.issueServer(List.of("127.0.0.1"));
        SslContext tls = GrpcSslContexts.configure(
                        SslContextBuilder.forServer(identity.key(), identity.chain())
                                .trustManager(authority.certificate())
                                .clientAuth(ClientAuth.REQUIRE),
                        SslContexts.ENGINE)
                .protocols("TLSv1.3")
                .build();
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(loops(1))
                .workerEventLoopGroup(loops(0))
                .sslContext(tls)
                .executor(workers)
                .addService(ServerServiceDefinition.builder("dcrbs.Link")
                        .addMethod(LINK, ServerCalls.asyncBidiStreamingCall(this::atCoordinator))
                        .build())
                .build()
                .start();
        EventLoopGroup loop = loops(1);
        for (int i = 0; i < connections; i++) {
            connect(Ends.identity(authority, "p-" + i), loop, workers);
        }
        synchronized (toPeers) {
            while (toPeers.size() < connections) {
                toPeers.wait();
            }
        }
    }

    private EventLoopGroup loops(int threads) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory());
        groups.add(group);
        return group;
    }

    private void connect(PeerIdentity identity, EventLoopGroup loop, ExecutorService workers) throws Exception {
        SslContext tls = GrpcSslContexts.configure(ClientTls.of(identity), SslContexts.ENGINE)
                .protocols("TLSv1.3")
                .build();
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .channelType(NioSocketChannel.class)
                .eventLoopGroup(loop)
                .sslContext(tls)
                .executor(workers)
                .build();
        channels.add(channel);
        AtPeer peer = new AtPeer();
        peer.to = new Sender(ClientCalls.asyncBidiStreamingCall(channel.newCall(LINK, CallOptions.DEFAULT), peer));
    }

    private StreamObserver<Envelope> atCoordinator(StreamObserver<Envelope> to) {
        if (ahead) {
            ServerCallStreamObserver<Envelope> call = (ServerCallStreamObserver<Envelope>) to;
            call.disableAutoRequest();
            call.request(Integer.MAX_VALUE);
        }
        Sender sender = new Sender(to);
        synchronized (toPeers) {
            toPeers.add(sender);
            toPeers.notifyAll();
        }
        return new Heard() {
            @Override
            public void onNext(Envelope message) {
                sender.send(Dispatches.ack(message));
                if (now.anyLeft()) {
                    sender.send(now.order());
                }
            }
        };
    }

    private abstract static class Heard implements StreamObserver<Envelope> {
        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }

    private final class AtPeer extends Heard implements ClientResponseObserver<Envelope, Envelope> {
        private volatile Sender to = new Sender(this);

        @Override
        public void beforeStart(ClientCallStreamObserver<Envelope> call) {
            if (ahead) {
                call.disableAutoRequestWithInitial(Integer.MAX_VALUE);
            }
        }

        @Override
        public void onNext(Envelope message) {
            if (message.hasWorkOrder()) {
                to.send(Dispatches.result(message));
            } else {
                now.acknowledged();
            }
        }
    }

    @Override
    public void carry(Dispatches dispatches) throws InterruptedException {
        now = dispatches;
        for (int i = 0; i < Dispatches.WINDOW; i++) {
            for (Sender sender : toPeers) {
                if (dispatches.anyLeft()) {
                    sender.send(dispatches.order());
                }
            }
        }
        dispatches.await();
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        server.shutdownNow();
        groups.forEach(group -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly());
    }
}
