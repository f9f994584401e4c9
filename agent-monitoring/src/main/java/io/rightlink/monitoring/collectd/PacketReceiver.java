package io.rightlink.monitoring.collectd;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.monitoring.collectd.Refused.Reason;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Receives packets on one platform thread, from start to stop. Where it can't listen, because the port is in use, say, it tries again
 * and again. Safe for any thread.
 */
final class PacketReceiver implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PacketReceiver.class);

    private static final int LARGEST = 65_535;

    /** What waits in the kernel while the thread is busy; the kernel may allow less. */
    private static final int WAITING_BYTES = 1 << 20;

    private static final long RETRY_SECONDS = 5;

    private final UdpAddress address;
    private final Packets packets;
    private final Inbox inbox;
    private volatile @Nullable Life life;
    private volatile String failure = "not started";

    PacketReceiver(UdpAddress address, Packets packets, Inbox inbox) {
        this.address = address;
        this.packets = packets;
        this.inbox = inbox;
    }

    UdpAddress address() {
        return address;
    }

    /** Returns why nothing is received; empty if it is. */
    Optional<String> failure() {
        return Optional.of(failure).filter(reason -> !reason.isEmpty());
    }

    @Override
    public synchronized void start() {
        if (life == null) {
            Life begun = new Life();
            life = begun;
            begun.thread.start();
        }
    }

    @Override
    public synchronized void stop() {
        Life ended = life;
        life = null;
        if (ended != null) {
            ended.end();
        }
    }

    @Override
    public boolean isRunning() {
        return life != null;
    }

    private DatagramSocket open() throws IOException {
        InetAddress ip = address.address();
        DatagramSocket socket = new DatagramSocket(null);
        try {
            socket.setReceiveBufferSize(WAITING_BYTES);
            if (ip.isMulticastAddress()) {
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                socket.bind(new InetSocketAddress(address.port()));
                socket.joinGroup(address.socketAddress(), null);
            } else {
                socket.bind(address.socketAddress());
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** One time between start and stop. */
    private final class Life {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread thread =
                Thread.ofPlatform().name("collectd-packets").daemon().unstarted(this::live);
        private final byte[] bytes = new byte[LARGEST];
        private volatile @Nullable DatagramSocket socket;

        private void live() {
            try {
                do {
                    listen();
                } while (!ended.await(RETRY_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException _) {
                LOG.debug("Interrupted while waiting to listen on {}", address);
            }
        }

        private void listen() {
            try (DatagramSocket open = open()) {
                socket = open;
                failure = "";
                LOG.info("Receiving packets of collectd on {}", address);
                while (ended.getCount() > 0) {
                    receive(open);
                }
            } catch (IOException e) {
                if (ended.getCount() > 0 && !e.toString().equals(failure)) {
                    failure = e.toString();
                    LOG.error("Cannot receive packets of collectd on {}, and will try on: {}", address, failure);
                }
            }
        }

        private void receive(DatagramSocket open) throws IOException {
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            open.receive(packet);
            if (inbox.isFull()) {
                inbox.refuse(new Refused(Reason.TOO_FAST, "a packet of " + packet.getAddress()));
                return;
            }
            try {
                inbox.pay(1);
                packets.read(bytes, packet.getLength(), new Reception(inbox));
            } catch (UnavailableException _) {
                // counted already, where it was found out
                return;
            } catch (RuntimeException e) {
                LOG.debug("Cannot read a packet", e);
                inbox.refuse(new Refused(Reason.FAILED, "a packet of " + packet.getAddress() + ": " + e));
            }
        }

        private void end() {
            ended.countDown();
            DatagramSocket open = socket;
            if (open != null) {
                open.close();
            }
            try {
                thread.join(TimeUnit.SECONDS.toMillis(RETRY_SECONDS));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
