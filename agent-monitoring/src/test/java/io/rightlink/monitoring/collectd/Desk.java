package io.rightlink.monitoring.collectd;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.Reading;
import io.rightlink.monitoring.value.ValueList;
import io.rightlink.monitoring.value.Values;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inbox whose content a test can look at, and everything that reads into it. */
final class Desk implements Values {

    static final Instant NOW = Instant.parse("2026-11-22T22:00:00.125Z");

    final List<ValueList> lists = new ArrayList<>();
    final List<Object> notifications = new ArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Inbox inbox;
    long nanoTime;

    private final Map<Dialect, Types> types;
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    Desk() {
        this(1_000_000);
    }

    Desk(int perSecond) {
        inbox = new Inbox(this, (_, data) -> notifications.add(data), perSecond, meters, () -> nanoTime);
        types = Map.of(Dialect.V4, types(Dialect.V4), Dialect.V5, types(Dialect.V5));
    }

    private Types types(Dialect dialect) {
        return new Types(TypesText.read(dialect, List.of()), meters.counter("unknown"));
    }

    Types types() {
        return types.getOrDefault(Dialect.V5, types(Dialect.V5));
    }

    @Override
    public Fate take(Origin origin, ValueList values) {
        lists.add(values);
        return Fate.TAKEN;
    }

    @Override
    public List<Reading> latest() {
        return lists.stream()
                .map(list -> new Reading(Origin.RECEIVED, list, List.of()))
                .toList();
    }

    /** Posts a body. */
    List<ValueList> post(Dialect dialect, String body) throws IOException {
        return post(dialect, body.getBytes(StandardCharsets.UTF_8));
    }

    List<ValueList> post(Dialect dialect, byte[] body) throws IOException {
        lists.clear();
        new ReceivedBodies(inbox, types, clock).receive(dialect, new ByteArrayInputStream(body));
        return List.copyOf(lists);
    }

    /** Sends packets, at a security level. */
    List<ValueList> send(SecurityLevel level, Optional<Path> authFile, byte[]... packets) {
        lists.clear();
        Packets reader = new Packets(types(), new PacketSecurity(authFile, () -> nanoTime), level);
        for (byte[] packet : packets) {
            reader.read(packet, packet.length, new Reception(inbox));
        }
        return List.copyOf(lists);
    }

    List<ValueList> send(byte[]... packets) {
        return send(SecurityLevel.NONE, Optional.empty(), packets);
    }

    double refused(Refused.Reason reason) {
        return meters.get("rightlink.collectd.refused")
                .tag("reason", reason.label())
                .counter()
                .count();
    }

    double refused() {
        return meters.get("rightlink.collectd.refused").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    static byte[] captured(String name) throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/collectd", name));
    }
}
