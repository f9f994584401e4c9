package io.rightlink.docker.image;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.job.JobProgress;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.container.OwnImage;
import io.rightlink.docker.engine.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The images of the table, and what the engine is told to do with them. Safe for any thread. */
final class EngineImages implements Images {

    private final Engine engine;
    private final ImageTable table;
    private final OwnImage own;
    private final Jobs jobs;
    private final Duration patience;
    private final Credentials credentials;

    EngineImages(Engine engine, ImageTable table, OwnImage own, Jobs jobs, ImageSettings settings) {
        this.engine = engine;
        this.table = table;
        this.own = own;
        this.jobs = jobs;
        this.patience = settings.patience();
        this.credentials = new Credentials(Optional.ofNullable(settings.credentials()));
    }

    @Override
    public Listing<Image> list() {
        return table.list();
    }

    @Override
    public Job pull(ImageRef image) {
        ImageRef ref = image.requireName();
        return jobs.start("image-pull", "Pull image '" + ref + "'", job -> JobOutcome.succeeded(pull(ref, job)));
    }

    @Override
    public Job remove(ImageRef ref, boolean force) {
        requireRemovable(ref, force);
        return jobs.start(
                "image-remove", "Remove image '" + ref + "'", _ -> JobOutcome.succeeded(removeNow(ref, force)));
    }

    private void requireRemovable(ImageRef ref, boolean force) {
        String id = idOf(ref);
        if (!force) {
            own.claimOn(id).ifPresent(claim -> {
                throw new ConflictException(
                        "own-image",
                        "Cannot remove image '" + ref + "': " + claim + "; force=true does it all the same");
            });
        }
    }

    private Image pull(ImageRef ref, JobProgress job) throws InterruptedException {
        new Pull(engine, ref, patience).run(job, credentials.headersFor(ref));
        return table.seen(idOf(ref))
                .orElseThrow(() -> new UnavailableException(
                        "docker-failed", "Docker says that it has pulled '" + ref + "', and doesn't list it"));
    }

    /** Looks once more whose it is: its tag may have moved since it was asked for. */
    private Removal removeNow(ImageRef ref, boolean force) {
        requireRemovable(ref, force);
        Removal removal = Removal.by(engine, ref.asked(), force, patience);
        table.lookAtAll();
        return removal;
    }

    /** Asks the engine, so that it is the image that the engine will take for meant. */
    private String idOf(ImageRef ref) {
        try {
            return engine.ask(
                    docker -> docker.inspectImageCmd(ref.asked()).exec().getId());
        } catch (NotFoundException e) {
            ref.beginningOfId().ifPresent(this::requireUnambiguous);
            throw e;
        }
    }

    /** The engine calls missing what it finds several of. */
    private void requireUnambiguous(String beginning) {
        List<com.github.dockerjava.api.model.Image> all =
                engine.ask(docker -> docker.listImagesCmd().withShowAll(true).exec());
        long fitting = all.stream()
                .filter(image -> image.getId().startsWith("sha256:" + beginning))
                .count();
        if (fitting > 1) {
            throw new ConflictException(
                    "image-ambiguous", "The ids of " + fitting + " images begin with '" + beginning + "'");
        }
    }
}
