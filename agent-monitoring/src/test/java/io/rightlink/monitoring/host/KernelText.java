package io.rightlink.monitoring.host;

import io.rightlink.core.host.Rootfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host that has one kernel file. */
final class KernelText {

    private KernelText() {}

    static Rootfs host(Path root, String path, String text) throws IOException {
        Rootfs rootfs = new Rootfs(root);
        Path file = rootfs.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return rootfs;
    }
}
