package io.rightlink.scripts.script;

import io.rightlink.core.store.AtomicFile;
import io.rightlink.core.store.FileTrees;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the catalogue has its files: {@code <state>/scripts/<name>/} with {@code script} and {@code attachments/}. There is a script
 * where there is a file {@code script}: it comes last and goes first. For root alone. For one thread at a time.
 */
final class ScriptFiles {

    private static final String MODE = "rw-------";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path scripts;
    private final FileTrees trees;

    ScriptFiles(Path stateDirectory) {
        this.scripts = stateDirectory.resolve("scripts");
        this.trees = new FileTrees(scripts);
    }

    boolean exists(ScriptName name) {
        return Files.isRegularFile(script(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns the names of all directories, whether there are scripts in them or not. */
    List<String> names() throws IOException {
        return children(scripts);
    }

    byte[] read(ScriptName name) throws IOException {
        return Files.readAllBytes(script(name));
    }

    Instant changedAt(ScriptName name) throws IOException {
        return Files.getLastModifiedTime(script(name)).toInstant();
    }

    /** Replaces a script, or makes one that has nothing of an earlier one of that name. */
    void write(ScriptName name, byte[] source) throws IOException {
        if (!exists(name)) {
            trees.delete(home(name));
            Files.createDirectories(attachments(name), OWNER_ONLY);
            force(scripts);
        }
        AtomicFile.write(script(name), source, MODE);
    }

    /** Leaves all of it where somebody has mounted something, attachments perhaps. */
    void delete(ScriptName name) throws IOException {
        trees.requireUnmounted(home(name));
        Files.delete(script(name));
        force(home(name));
        trees.delete(home(name));
    }

    /** Returns the attachments in the order of their names. */
    List<Attachment> attachments(ScriptName name, boolean digested) throws IOException {
        List<Attachment> attachments = new ArrayList<>();
        for (String file : children(attachments(name))) {
            Path path = attachments(name).resolve(file);
            if (!file.startsWith(".") && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                String digest = digested ? Sha256.ofCopy(path, OutputStream.nullOutputStream()) : "";
                attachments.add(new Attachment(file, Files.size(path), digest));
            }
        }
        return List.copyOf(attachments);
    }

    boolean exists(ScriptName name, AttachmentName attachment) {
        return Files.isRegularFile(attachments(name).resolve(attachment.value()), LinkOption.NOFOLLOW_LINKS);
    }

    void write(ScriptName name, AttachmentName attachment, byte[] content) throws IOException {
        AtomicFile.write(attachments(name).resolve(attachment.value()), content, MODE);
    }

    void delete(ScriptName name, AttachmentName attachment) throws IOException {
        Files.delete(attachments(name).resolve(attachment.value()));
        force(attachments(name));
    }

    /** Copies it to a new file, and returns the digest of the copy. */
    String copy(ScriptName name, String attachment, Path to) throws IOException {
        Path copy = Files.createFile(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)));
        try (OutputStream bytes = Files.newOutputStream(copy, StandardOpenOption.WRITE)) {
            return Sha256.ofCopy(attachments(name).resolve(attachment), bytes);
        }
    }

    private Path home(ScriptName name) {
        return scripts.resolve(name.value());
    }

    private Path script(ScriptName name) {
        return home(name).resolve("script");
    }

    private Path attachments(ScriptName name) {
        return home(name).resolve("attachments");
    }

    private static List<String> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.map(child -> String.valueOf(child.getFileName()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
