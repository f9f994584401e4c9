package io.rightlink.core.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The identity in a file as RightLink 10 has it, a line {@code account='12345'} for each attribute, quoted or not. The first of several
 * places that has one counts. It holds a secret: a file that anybody but its owner may read or write is not used. Stateless; safe for any
 * thread.
 */
final class FileIdentities implements ProvenIdentities {

    private static final int LARGEST_BYTES = 64 * 1024;
    private static final String QUOTE = "'";

    private static final Set<String> KNOWN =
            Set.of("account", "api_hostname", "client_id", "client_secret", "http_proxy", "no_proxy");
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final List<Path> places;

    FileIdentities(List<Path> places) {
        this.places = places;
    }

    @Override
    public Optional<ProvenIdentity> findProven() throws IOException {
        for (Path file : places) {
            try {
                requireUsable(file, Files.readAttributes(file, PosixFileAttributes.class));
                return Optional.of(read(file));
            } catch (NoSuchFileException e) {
                // the next place may have one
            }
        }
        return Optional.empty();
    }

    private static void requireUsable(Path file, PosixFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            throw unusable(file, "it is not a file");
        }
        if (!OWNERS.containsAll(attributes.permissions())) {
            throw unusable(file, "it is open to others than its owner; chmod 600 is what it needs");
        }
    }

    private static ProvenIdentity read(Path file) throws IOException {
        Map<String, String> attributes = new TreeMap<>();
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                readLine(file, number, line, attributes);
            }
        }
        return new ProvenIdentity(
                new Identity(
                        attribute(attributes, "account"),
                        attribute(attributes, "api_hostname"),
                        attribute(attributes, "client_id"),
                        attribute(attributes, "http_proxy"),
                        attribute(attributes, "no_proxy")),
                attribute(attributes, "client_secret"));
    }

    private static void readLine(Path file, int number, String line, Map<String, String> attributes)
            throws IOException {
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw unusable(file, "its line " + number + " is no key=value");
        }
        String key = line.substring(0, equals).strip();
        if (KNOWN.contains(key)) {
            attributes.put(
                    key, unquoted(file, number, line.substring(equals + 1).strip()));
        }
    }

    private static String unquoted(Path file, int number, String value) throws IOException {
        if (!value.startsWith(QUOTE)) {
            return value;
        }
        if (value.length() < 2 || !value.endsWith(QUOTE)) {
            throw unusable(file, "its line " + number + " has a quote that doesn't end");
        }
        return value.substring(1, value.length() - 1);
    }

    private static Optional<String> attribute(Map<String, String> attributes, String name) {
        return Optional.ofNullable(attributes.get(name)).filter(value -> !value.isEmpty());
    }

    private static String text(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] content = bytes.readNBytes(LARGEST_BYTES + 1);
            if (content.length > LARGEST_BYTES) {
                throw unusable(file, "it has more than " + LARGEST_BYTES + " bytes");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw unusable(file, "it has a NUL");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw unusable(file, "it is not text in UTF-8");
        }
    }

    private static IOException unusable(Path file, String why) {
        return new IOException("the identity in " + file + " can't be used: " + why);
    }
}
