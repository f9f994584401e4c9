package io.rightlink.systemd.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.systemd.unit.UnitName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitDirectoryTest {

    private static final UnitPath WEB = UnitPath.of(new UnitName("web.service"));
    private static final UnitPath LIMITS = UnitPath.of(new UnitName("web.service"), new DropInName("limits.conf"));

    @TempDir
    Path root;

    private UnitDirectory directory = new UnitDirectory(Path.of("/"));

    @BeforeEach
    void make() {
        directory = new UnitDirectory(root);
    }

    @Test
    void writesAFileForAllToRead() throws IOException {
        directory.write(WEB, bytes("[Service]\n"));

        assertThat(Files.readString(root.resolve("web.service"))).isEqualTo("[Service]\n");
        assertThat(directory.mode(WEB)).isEqualTo("rw-r--r--");
        assertThat(directory.read(WEB)).hasValue(bytes("[Service]\n"));
        assertThat(tree()).containsExactly("web.service");
    }

    @Test
    void leavesTheFileToWhoMayReadIt() throws IOException {
        directory.write(LIMITS, bytes("a"));
        Files.setPosixFilePermissions(root.resolve(LIMITS.file()), PosixFilePermissions.fromString("rw-------"));

        directory.write(LIMITS, bytes("b"));

        assertThat(directory.mode(LIMITS)).isEqualTo("rw-------");
        assertThat(directory.read(LIMITS)).hasValue(bytes("b"));
    }

    @Test
    void removesTheDirectoryOfDropInsWithTheLastOne() throws IOException {
        UnitPath other = UnitPath.of(new UnitName("web.service"), new DropInName("other.conf"));
        directory.write(LIMITS, bytes("a"));
        directory.write(other, bytes("b"));
        assertThat(tree()).containsExactly("web.service.d", "web.service.d/limits.conf", "web.service.d/other.conf");

        directory.remove(LIMITS);
        assertThat(tree()).containsExactly("web.service.d", "web.service.d/other.conf");

        directory.remove(other);
        directory.remove(other);
        assertThat(tree()).isEmpty();
    }

    @Test
    void sweepsUpAfterAWriteThatWasCutOff() throws IOException {
        directory.write(LIMITS, bytes("a"));
        Files.writeString(root.resolve(".web.service123456.tmp"), "half");
        Files.writeString(root.resolve(".web.service.d1.tmp"), "somebody else's");
        Files.writeString(root.resolve("web.service.d/.limits.conf42.tmp"), "half");

        directory.sweep(WEB);
        directory.sweep(LIMITS);

        assertThat(tree()).containsExactly(".web.service.d1.tmp", "web.service.d", "web.service.d/limits.conf");
    }

    @Test
    void bringsBackTheLinksOfAUnitAndLeavesTheOthersAlone() throws IOException {
        directory.write(WEB, bytes("a"));
        link("multi-user.target.wants/web.service", "/etc/systemd/system/web.service");
        link("multi-user.target.wants/other.service", "/etc/systemd/system/other.service");
        link("www.service", "/etc/systemd/system/web.service");
        Map<String, String> before = directory.links(Set.of("web.service"));
        List<String> tree = tree();
        assertThat(before)
                .isEqualTo(Map.of(
                        "multi-user.target.wants/web.service", "/etc/systemd/system/web.service",
                        "www.service", "/etc/systemd/system/web.service"));

        Files.delete(root.resolve("www.service"));
        Files.delete(root.resolve("multi-user.target.wants/web.service"));
        link("multi-user.target.wants/web.service", "/elsewhere/web.service");
        link("sysinit.target.wants/web.service", "/etc/systemd/system/web.service");
        directory.restoreLinks(Set.of("web.service"), before);

        assertThat(directory.links(Set.of("web.service"))).isEqualTo(before);
        assertThat(tree()).isEqualTo(tree);
    }

    @Test
    void findsTheLinksOfATemplatesInstances() throws IOException {
        link("getty.target.wants/getty@tty1.service", "/lib/systemd/system/getty@.service");

        assertThat(directory.links(Set.of("getty@.service"))).containsOnlyKeys("getty.target.wants/getty@tty1.service");
        assertThat(directory.links(Set.of("getty@tty1.service")))
                .containsOnlyKeys("getty.target.wants/getty@tty1.service");
        assertThat(directory.links(Set.of("getty@tty2.service"))).isEmpty();
    }

    @Test
    void followsNoLink() throws IOException {
        link("web.service", "/dev/null");
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        link("web.service.d", elsewhere.toString());

        assertThatThrownBy(() -> directory.requireOwn(WEB))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("web.service is a link to /dev/null");
        assertThatThrownBy(() -> directory.requireOwn(LIMITS))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("web.service.d is a link to ");
    }

    @Test
    void saysThatTheHostsDirectoryIsNotThere() {
        assertThatThrownBy(() -> new UnitDirectory(root.resolve("missing")).requireOwn(WEB))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("mount the host's");
    }

    private void link(String place, String target) throws IOException {
        Path link = root.resolve(place);
        Files.createDirectories(link.resolveSibling("."));
        Files.createSymbolicLink(link, Path.of(target));
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !file.equals(root))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
