package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.collectd.Refused.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Checks signatures and decrypts, with the passwords of collectd's AuthFile: lines of {@code user: password}. For one thread at a time. */
final class PacketSecurity {

    private static final String MAC = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int IV_BYTES = 16;
    private static final int CHECKSUM_BYTES = 20;

    private final Optional<WatchedFile<Map<String, String>>> passwords;
    private final Mac mac;
    private final Cipher cipher;

    PacketSecurity(Optional<Path> authFile, LongSupplier nanoTime) {
        this.passwords = authFile.map(file -> new WatchedFile<>(file, PacketSecurity::passwords, nanoTime));
        try {
            this.mac = Mac.getInstance(MAC);
            this.cipher = Cipher.getInstance("AES/OFB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Checks a signature part, 32 bytes and the user's name, over what is behind it; without an AuthFile it is passed over. */
    void requireSignature(ByteBuffer part, ByteBuffer rest) throws Refused {
        if (part.remaining() <= MAC_BYTES) {
            throw new Refused(Reason.MALFORMED, "a signature without a user");
        }
        byte[] given = bytes(part, MAC_BYTES);
        byte[] user = bytes(part, part.remaining());
        if (passwords.isEmpty()) {
            return;
        }
        String password = password(user).orElseThrow(() -> unknown(user));
        try {
            mac.init(new SecretKeySpec(utf8(password), MAC));
            mac.update(user);
            mac.update(rest);
            if (!MessageDigest.isEqual(given, mac.doFinal())) {
                throw new Refused(Reason.WRONG_SIGNATURE, "a wrong signature of " + text(user));
            }
        } catch (GeneralSecurityException e) {
            throw new Refused(Reason.WRONG_SIGNATURE, "a signature that can't be checked: " + e);
        }
    }

    /** Decrypts a part: the length of the user's name and that name, the vector, and encrypted a checksum and parts. Returns the parts. */
    ByteBuffer decrypted(ByteBuffer part) throws Refused {
        int length = part.remaining() < Short.BYTES ? -1 : Short.toUnsignedInt(part.getShort());
        if (length < 0 || part.remaining() < length + IV_BYTES + CHECKSUM_BYTES) {
            throw new Refused(Reason.MALFORMED, "something encrypted that isn't as long as it says");
        }
        byte[] user = bytes(part, length);
        String password = password(user).orElseThrow(() -> unknown(user));
        try {
            SecretKeySpec key =
                    new SecretKeySpec(MessageDigest.getInstance("SHA-256").digest(utf8(password)), "AES");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(bytes(part, IV_BYTES)));
            ByteBuffer clear = ByteBuffer.wrap(cipher.doFinal(bytes(part, part.remaining())));
            byte[] checksum = bytes(clear, CHECKSUM_BYTES);
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(clear.slice());
            if (!MessageDigest.isEqual(checksum, sha1.digest())) {
                throw new Refused(Reason.WRONG_SIGNATURE, "a wrong checksum, or password, of " + text(user));
            }
            return clear.slice();
        } catch (GeneralSecurityException e) {
            throw new Refused(Reason.WRONG_SIGNATURE, "something encrypted that can't be decrypted: " + e);
        }
    }

    private Optional<String> password(byte[] user) {
        return passwords.flatMap(WatchedFile::content).map(known -> known.get(text(user)));
    }

    private static Map<String, String> passwords(String text) {
        return text.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2 && !parts[1].isBlank())
                .collect(Collectors.toMap(parts -> parts[0].strip(), parts -> parts[1].strip(), (_, last) -> last));
    }

    private static Refused unknown(byte[] user) {
        return new Refused(Reason.UNKNOWN_USER, "a packet of the user " + text(user) + ", who isn't known");
    }

    private static byte[] bytes(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
