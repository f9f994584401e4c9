package io.rightlink.scripts.template;

import io.rightlink.core.alert.AlertRule;
import io.rightlink.core.alert.AlertRules;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.store.AtomicFile;
import io.rightlink.scripts.internal.Utf8;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The template in a file, which an operator may write, too, before the agent starts. Nothing of it is kept in memory. Safe for any thread. */
final class FileTemplates implements Templates, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FileTemplates.class);

    private static final String SOURCE = "server-template";

    private final Path file;
    private final TemplateRequests requests;
    private final AlertRules alerts;
    private volatile boolean running;

    FileTemplates(Path stateDirectory, TemplateRequests requests, AlertRules alerts) {
        this.file = stateDirectory.resolve("template.yaml");
        this.requests = requests;
        this.alerts = alerts;
    }

    /** Has the alerts of what was written while there was no agent be watched. */
    @Override
    public void start() {
        running = true;
        try {
            alerts.replace(SOURCE, alertsInForce());
        } catch (RuntimeException e) {
            LOG.error("Cannot have the alerts of the ServerTemplate {} watched: {}", file, e.getMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Optional<ServerTemplate> find() {
        return read().map(TemplateReader::read);
    }

    @Override
    public String text() {
        return read().orElseThrow(FileTemplates::none);
    }

    /** The alerts come first: they can be refused. */
    @Override
    public synchronized ServerTemplate put(byte[] yaml) {
        ServerTemplate template = TemplateReader.read(decode(yaml));
        List.of(template.boot(), template.operational(), template.decommission())
                .forEach(list -> requests.of(template, list, "default"));
        alerts.replace(SOURCE, template.alerts());
        try {
            AtomicFile.write(file, yaml, "rw-------");
        } catch (IOException e) {
            alerts.replace(SOURCE, alertsInForce());
            throw unavailable("write", e);
        }
        return template;
    }

    @Override
    public synchronized void remove() {
        try {
            Files.delete(file);
        } catch (NoSuchFileException e) {
            throw none();
        } catch (IOException e) {
            throw unavailable("remove", e);
        }
        alerts.replace(SOURCE, List.of());
    }

    private List<AlertRule> alertsInForce() {
        return find().map(ServerTemplate::alerts).orElse(List.of());
    }

    private Optional<String> read() {
        try {
            return Optional.of(decode(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable("read", e);
        }
    }

    private static String decode(byte[] yaml) {
        try {
            return Utf8.decode(yaml);
        } catch (CharacterCodingException e) {
            throw new InvalidException("invalid-template", "Cannot read the ServerTemplate: it is no text in UTF-8");
        }
    }

    private static NotFoundException none() {
        return new NotFoundException("no-template", "There is no ServerTemplate: put one at /v1/template");
    }

    private UnavailableException unavailable(String what, IOException e) {
        return new UnavailableException(
                "template-unavailable", "Cannot " + what + " the ServerTemplate " + file + ": " + e.getMessage(), e);
    }
}
