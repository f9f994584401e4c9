package io.rightlink.scripts.script;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue in a directory, which an operator may fill, too. Nothing of it is kept in memory. Safe for any thread. */
final class FileScripts implements Scripts {

    private static final Logger LOG = LoggerFactory.getLogger(FileScripts.class);

    private static final int MOST_SCRIPTS = 500;
    private static final int MOST_ATTACHMENTS = 50;
    private static final int LARGEST_ATTACHMENT_BYTES = 64 << 20;

    private final ScriptFiles files;
    private final Clock clock;

    FileScripts(ScriptFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /** Something done to files. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    @Override
    public synchronized Listing<ScriptSummary> list() {
        return done("read the catalogue", () -> {
            List<ScriptSummary> scripts = new ArrayList<>();
            for (ScriptName name : names()) {
                Script script = describe(name, List.of());
                scripts.add(new ScriptSummary(
                        name,
                        script.title(),
                        script.description(),
                        script.sizeBytes(),
                        script.sha256(),
                        script.changedAt(),
                        script.problem()));
            }
            return Listing.complete(clock.instant(), scripts);
        });
    }

    @Override
    public synchronized Script get(ScriptName name) {
        require(name);
        return described(name);
    }

    @Override
    public synchronized ScriptText text(ScriptName name) {
        require(name);
        return done("read the script '" + name + "'", () -> {
            ScriptSource source = ScriptSource.of(files.read(name));
            ScriptMetadata metadata = ScriptMetadata.of(source).orElse(ScriptMetadata.NONE);
            return new ScriptText(source, metadata, files.attachments(name, true));
        });
    }

    @Override
    public synchronized Change put(ScriptName name, ScriptSource source) {
        ScriptMetadata _ = ScriptMetadata.of(source).orElse(ScriptMetadata.NONE);
        boolean created = !files.exists(name);
        done("keep the script '" + name + "'", () -> {
            if (created && names().size() >= MOST_SCRIPTS) {
                throw new ConflictException(
                        "too-many-scripts", "Cannot keep the script '" + name + "': there are " + MOST_SCRIPTS);
            }
            files.write(name, source.bytes());
            return name;
        });
        return new Change(described(name), created);
    }

    @Override
    public synchronized void remove(ScriptName name) {
        require(name);
        done("remove the script '" + name + "'", () -> {
            files.delete(name);
            return name;
        });
    }

    @Override
    public synchronized Change put(ScriptName name, AttachmentName attachment, byte[] content) {
        require(name);
        if (content.length > LARGEST_ATTACHMENT_BYTES) {
            throw InvalidException.tooLarge(
                    "attachment-too-large", "An attachment has at most " + LARGEST_ATTACHMENT_BYTES + " bytes");
        }
        boolean created = !files.exists(name, attachment);
        done("keep the attachment '" + attachment + "'", () -> {
            if (created && files.attachments(name, false).size() >= MOST_ATTACHMENTS) {
                throw new ConflictException(
                        "too-many-attachments",
                        "Cannot keep '" + attachment + "': the script '" + name + "' has " + MOST_ATTACHMENTS
                                + " attachments");
            }
            files.write(name, attachment, content);
            return name;
        });
        return new Change(described(name), created);
    }

    @Override
    public synchronized void remove(ScriptName name, AttachmentName attachment) {
        require(name);
        if (!files.exists(name, attachment)) {
            throw new NotFoundException(
                    "attachment-not-found", "The script '" + name + "' has no attachment '" + attachment + "'");
        }
        done("remove the attachment '" + attachment + "'", () -> {
            files.delete(name, attachment);
            return name;
        });
    }

    @Override
    public void copy(ScriptName name, Attachment attachment, Path to) throws IOException {
        String what = "the attachment '" + attachment.name() + "' of '" + name + "'";
        try {
            if (!files.copy(name, attachment.name(), to).equals(attachment.sha256())) {
                throw new IOException(what + " is another one than when the run was submitted");
            }
        } catch (NoSuchFileException e) {
            throw new IOException(what + " isn't there any more", e);
        }
    }

    private List<ScriptName> names() throws IOException {
        List<ScriptName> names = new ArrayList<>();
        for (String file : files.names()) {
            try {
                ScriptName name = new ScriptName(file);
                if (files.exists(name)) {
                    names.add(name);
                }
            } catch (InvalidException e) {
                LOG.debug("Not a script: {}", file, e);
            }
        }
        return names;
    }

    private void require(ScriptName name) {
        if (!files.exists(name)) {
            throw new NotFoundException("script-not-found", "No script '" + name + "' in the catalogue");
        }
    }

    private Script described(ScriptName name) {
        return done("read the script '" + name + "'", () -> describe(name, files.attachments(name, true)));
    }

    /** What somebody else made of a script's file must not keep anybody from seeing the others. */
    private Script describe(ScriptName name, List<Attachment> attachments) throws IOException {
        byte[] bytes = files.read(name);
        ScriptMetadata metadata = ScriptMetadata.NONE;
        String problem = null;
        try {
            metadata = ScriptMetadata.of(ScriptSource.of(bytes)).orElse(metadata);
        } catch (InvalidException e) {
            problem = e.getMessage();
        }
        return new Script(
                name,
                metadata.name().isEmpty() ? null : metadata.name(),
                metadata.description(),
                metadata.inputs(),
                metadata.packages(),
                attachments,
                metadata.missingOf(attachments),
                bytes.length,
                Sha256.of(bytes),
                files.changedAt(name),
                problem);
    }

    private static <T> T done(String what, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UnavailableException("catalogue-unavailable", "Cannot " + what + ": " + e, e);
        }
    }
}
