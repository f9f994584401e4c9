package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.collectd.Refused.Reason;
import java.nio.ByteBuffer;

/**
 * Reads a packet of collectd's binary protocol: parts of a type and a length, two bytes each, and what is in them. A signature is over
 * all behind it; what is encrypted has parts within. What was read before something malformed is taken. For one thread at a time.
 *
 * @see <a href="https://github.com/collectd/collectd/wiki/Binary-protocol">The binary protocol</a>
 */
final class Packets {

    private static final int HEADER = 4;
    private static final int SIGNATURE = 0x200;
    private static final int ENCRYPTION = 0x210;

    private final Types types;
    private final PacketSecurity security;
    private final SecurityLevel demanded;

    Packets(Types types, PacketSecurity security, SecurityLevel demanded) {
        this.types = types;
        this.security = security;
        this.demanded = demanded;
    }

    /** Takes what can be taken of a packet, and counts the rest. */
    void read(byte[] bytes, int length, Reception into) {
        try {
            read(ByteBuffer.wrap(bytes, 0, length).slice(), SecurityLevel.NONE, into);
        } catch (Refused e) {
            into.refuse(e);
        }
    }

    private void read(ByteBuffer packet, SecurityLevel outer, Reception into) throws Refused {
        PacketState state = new PacketState(types);
        SecurityLevel level = outer;
        while (packet.hasRemaining()) {
            int type = packet.remaining() < HEADER ? -1 : Short.toUnsignedInt(packet.getShort());
            int length = type < 0 ? 0 : Short.toUnsignedInt(packet.getShort());
            if (length < HEADER || length - HEADER > packet.remaining()) {
                throw new Refused(Reason.MALFORMED, "a part that isn't as long as it says");
            }
            ByteBuffer part = packet.slice(packet.position(), length - HEADER);
            packet.position(packet.position() + part.remaining());
            switch (type) {
                case SIGNATURE -> level = signed(part, packet, outer);
                case ENCRYPTION -> read(security.decrypted(outermost(part, outer)), SecurityLevel.ENCRYPT, into);
                default -> plain(state, type, part, level, into);
            }
        }
    }

    private void plain(PacketState state, int type, ByteBuffer part, SecurityLevel level, Reception into)
            throws Refused {
        if (level.compareTo(demanded) < 0) {
            throw new Refused(Reason.NOT_SECURE, "a packet that isn't secure: " + demanded + " is demanded");
        }
        state.read(type, part, into);
    }

    private SecurityLevel signed(ByteBuffer part, ByteBuffer rest, SecurityLevel outer) throws Refused {
        security.requireSignature(outermost(part, outer), rest.slice());
        return SecurityLevel.SIGN;
    }

    private static ByteBuffer outermost(ByteBuffer part, SecurityLevel outer) throws Refused {
        if (outer != SecurityLevel.NONE) {
            throw new Refused(Reason.MALFORMED, "a signature, or something encrypted, within what is encrypted");
        }
        return part;
    }
}
