package io.rightlink.scripts.boot;

import io.rightlink.core.host.Host;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.scripts.run.RunRequest;
import io.rightlink.scripts.template.ServerTemplate;
import io.rightlink.scripts.template.TemplateRequests;
import io.rightlink.scripts.template.Templates;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a boot that is known from a new one, and puts a new one on record. A reboot shows by the kernel's boot id being another, or by
 * {@link BootMarker} being gone. What can't be told is taken for the boot that is known: nothing runs twice. For one thread.
 */
final class BootBeginning {

    private static final Logger LOG = LoggerFactory.getLogger(BootBeginning.class);

    private static final int TOKEN_LENGTH = 8;

    private final BootJournal journal;
    private final BootMarker marker;
    private final Host host;
    private final Templates templates;
    private final TemplateRequests requests;
    private final int reboots;

    BootBeginning(
            BootJournal journal,
            BootMarker marker,
            Host host,
            Templates templates,
            TemplateRequests requests,
            int reboots) {
        this.journal = journal;
        this.marker = marker;
        this.host = host;
        this.templates = templates;
        this.requests = requests;
        this.reboots = reboots;
    }

    /**
     * Returns the boot that the host is in, which is on record then.
     *
     * @throws UnavailableException if the template or its scripts can't be read now: nothing is on record then
     */
    BootRecord boot() {
        String bootId = host.describe().bootId().orElse(null);
        return journal.latest()
                .filter(known -> isStill(known, bootId))
                .map(known -> identified(known, bootId))
                .orElseGet(() -> begin(bootId));
    }

    /** Returns the requests for the boot's bundle, as the template has it now. */
    List<RunRequest> bundle() {
        return templates
                .find()
                .map(template -> requests.of(template, template.boot(), Bundle.BOOT.label()))
                .orElse(List.of());
    }

    /** Returns the requests for what can be run on the way down; what can't is told in the log. */
    List<RunRequest> decommission() {
        try {
            return templates.find().map(this::decommission).orElse(List.of());
        } catch (ProblemException e) {
            LOG.error("Cannot run the scripts for the host's end: {}", e.getMessage());
            return List.of();
        }
    }

    private List<RunRequest> decommission(ServerTemplate template) {
        return template.decommission().stream()
                .flatMap(script -> {
                    try {
                        return requests.of(template, List.of(script), Bundle.DECOMMISSION.label()).stream();
                    } catch (ProblemException e) {
                        LOG.error("Cannot run a script for the host's end: {}", e.getMessage());
                        return Stream.empty();
                    }
                })
                .toList();
    }

    private boolean isStill(BootRecord known, @Nullable String bootId) {
        boolean sameKernel =
                known.bootId() == null || bootId == null || known.bootId().equals(bootId);
        boolean sameMark = !known.marked()
                || !marker.isReliable()
                || marker.read().filter(known.token()::equals).isPresent();
        return sameKernel && sameMark;
    }

    /** Without an id on record, no boot would ever differ from this one. */
    private BootRecord identified(BootRecord known, @Nullable String bootId) {
        if (known.bootId() != null || bootId == null) {
            return known;
        }
        journal.identify(known, bootId);
        return journal.latest().orElseThrow();
    }

    /** The mark comes first: a boot on record whose mark was never made would look like one that is over. */
    private BootRecord begin(@Nullable String bootId) {
        String token = UUID.randomUUID().toString().substring(0, TOKEN_LENGTH);
        boolean marked = marker.isReliable();
        if (marked) {
            marker.write(token);
        } else {
            LOG.info("The run directory doesn't show a reboot of the host: the kernel's boot id alone does");
        }
        try {
            List<RunRequest> bundle = bundle();
            String loop = bundle.isEmpty() || journal.brokenOff() < reboots
                    ? null
                    : "The host was rebooted " + reboots
                            + " times on end before the scripts of its boot had ended: they aren't begun again";
            journal.begin(token, marked, bootId, bundle, loop);
        } catch (UnavailableException e) {
            throw e;
        } catch (ProblemException e) {
            journal.begin(token, marked, bootId, List.of(), e.getMessage());
        }
        return journal.latest().orElseThrow();
    }
}
