package io.rightlink.systemd.change;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.job.AcceptedJob.accepted;

import io.rightlink.core.access.Access;
import io.rightlink.core.job.Job;
import io.rightlink.systemd.unit.StableFor;
import io.rightlink.systemd.unit.UnitName;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/units/{name}")
class ChangeController {

    private static final String DROP_IN = "/drop-ins/{dropIn}";

    private final UnitChanges changes;

    ChangeController(UnitChanges changes) {
        this.changes = changes;
    }

    @PutMapping(consumes = MediaType.TEXT_PLAIN_VALUE)
    @Access(ADMIN)
    ResponseEntity<?> put(
            @PathVariable UnitName name,
            @RequestBody byte[] text,
            @RequestParam(defaultValue = "false") boolean enable,
            @RequestParam(defaultValue = "false") boolean start,
            @RequestParam(defaultValue = "5s") StableFor stableFor,
            @RequestParam(defaultValue = "strict") Validation validate,
            @RequestParam(defaultValue = "false") boolean force,
            @RequestParam(defaultValue = "false") boolean dryRun)
            throws InterruptedException {
        return put(UnitPath.of(name), text, new ChangeOptions(enable, start, stableFor, validate, force), dryRun);
    }

    @PutMapping(path = DROP_IN, consumes = MediaType.TEXT_PLAIN_VALUE)
    @Access(ADMIN)
    ResponseEntity<?> putDropIn(
            @PathVariable UnitName name,
            @PathVariable DropInName dropIn,
            @RequestBody byte[] text,
            @RequestParam(defaultValue = "false") boolean start,
            @RequestParam(defaultValue = "5s") StableFor stableFor,
            @RequestParam(defaultValue = "strict") Validation validate,
            @RequestParam(defaultValue = "false") boolean force,
            @RequestParam(defaultValue = "false") boolean dryRun)
            throws InterruptedException {
        return put(
                UnitPath.of(name, dropIn), text, new ChangeOptions(false, start, stableFor, validate, force), dryRun);
    }

    @DeleteMapping
    @Access(ADMIN)
    ResponseEntity<Job> delete(@PathVariable UnitName name, @RequestParam(defaultValue = "false") boolean force) {
        return accepted(changes.remove(UnitPath.of(name), ChangeOptions.removal(force)));
    }

    @DeleteMapping(DROP_IN)
    @Access(ADMIN)
    ResponseEntity<Job> deleteDropIn(
            @PathVariable UnitName name,
            @PathVariable DropInName dropIn,
            @RequestParam(defaultValue = "false") boolean start,
            @RequestParam(defaultValue = "5s") StableFor stableFor,
            @RequestParam(defaultValue = "false") boolean force) {
        return accepted(changes.remove(
                UnitPath.of(name, dropIn), new ChangeOptions(false, start, stableFor, Validation.WARN, force)));
    }

    private ResponseEntity<?> put(UnitPath path, byte[] text, ChangeOptions options, boolean dryRun)
            throws InterruptedException {
        return dryRun
                ? ResponseEntity.ok(changes.preview(path, UnitText.of(text), options))
                : accepted(changes.put(path, UnitText.of(text), options));
    }
}
