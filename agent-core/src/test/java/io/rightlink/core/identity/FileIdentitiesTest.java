package io.rightlink.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.host.Rootfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileIdentitiesTest {

    private static final String SECRET = "c1ient-s3cret";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("rightscale-identity");
    }

    @Test
    void readsQuotedAndBareValues() throws IOException {
        write("""
                # written at boot
                account='12345'
                api_hostname=us-3.rightscale.com
                client_id='a=b c'
                client_secret='%s'
                expected_public_ip=''

                http_proxy=http://user:pass@proxy:3128
                no_proxy=''
                """.formatted(SECRET));

        Identity identity = find().orElseThrow();

        assertThat(identity)
                .isEqualTo(new Identity(
                        Optional.of("12345"),
                        Optional.of("us-3.rightscale.com"),
                        Optional.of("a=b c"),
                        Optional.of("http://user:pass@proxy:3128"),
                        Optional.empty()));
        assertThat(identity).asString().contains("12345").doesNotContain("pass");
    }

    @Test
    void givesTheSecretToWhoAsksForItAndToNobodyElse() throws IOException {
        write("account='12345'\nclient_secret='" + SECRET + "'\n");

        ProvenIdentity proven = places().findProven().orElseThrow();

        assertThat(proven.clientSecret()).contains(SECRET);
        assertThat(proven).asString().contains("12345").doesNotContain(SECRET);
        assertThat(proven.identity()).isEqualTo(find().orElseThrow());
        write("client_secret=''");
        assertThat(places().findProven().orElseThrow().clientSecret()).isEmpty();
    }

    @Test
    void readsWhatThereIsEachTime() throws IOException {
        assertThat(find()).isEmpty();
        write("account=1\r\n");
        assertThat(find().orElseThrow().account()).contains("1");
        write("account=2");
        assertThat(find().orElseThrow().account()).contains("2");
        write("");
        assertThat(find().orElseThrow().account()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void usesNoFileThatIsOpenToOthers(String mode) throws IOException {
        write("client_secret=" + SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatIOException().isThrownBy(this::find).withMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account=1\n" + SECRET,
                "client_secret=" + SECRET + "\naccount='1",
                "client_secret=" + SECRET + "\naccount='",
                "client_secret=" + SECRET + "\0",
                "client_secret=" + SECRET + "\u00ff"
            })
    void saysWhatIsWrongAndNeverWhatIsThere(String content) throws IOException {
        Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatIOException()
                .isThrownBy(this::find)
                .withMessageContaining(file.toString())
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("s3cret");
    }

    @Test
    void usesNoDirectoryAndNothingThatIsTooLarge() throws IOException {
        Files.createDirectory(file);
        assertThatIOException().isThrownBy(this::find).withMessageContaining("not a file");
        Files.delete(file);

        write("#".repeat(65 * 1024));
        assertThatIOException().isThrownBy(this::find).withMessageContaining("65536 bytes");
    }

    @Test
    void isLookedForInTheStateDirectoryFirstAndThenOnTheHost() {
        AgentSettings agent =
                new AgentSettings("1.2.3", "/host", Path.of("/var/lib/rightlink"), null, Path.of("/run/rightlink"));
        Rootfs rootfs = new Rootfs(Path.of("/host"));

        assertThat(new IdentitySettings(null).places(agent, rootfs))
                .containsExactly(
                        Path.of("/var/lib/rightlink/rightscale-identity"),
                        Path.of("/host/var/lib/rightscale-identity"));
        assertThat(new IdentitySettings(Path.of("/etc/identity")).places(agent, rootfs))
                .containsExactly(Path.of("/etc/identity"));
    }

    private Optional<Identity> find() throws IOException {
        return places().findProven().map(ProvenIdentity::identity);
    }

    private FileIdentities places() {
        return new FileIdentities(List.of(directory.resolve("none"), file));
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
