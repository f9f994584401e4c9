package io.rightlink.systemd.unit;

import static io.rightlink.core.access.Role.OPERATE;
import static io.rightlink.core.access.Role.READ;
import static io.rightlink.core.job.AcceptedJob.accepted;

import io.rightlink.core.access.Access;
import io.rightlink.core.job.Job;
import io.rightlink.core.listing.Listing;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/units")
class UnitController {

    private final Units units;
    private final UnitJobs jobs;

    UnitController(Units units, UnitJobs jobs) {
        this.units = units;
        this.jobs = jobs;
    }

    @GetMapping
    @Access(READ)
    Listing<UnitSummary> list(
            @RequestParam(defaultValue = "") List<String> pattern,
            @RequestParam(defaultValue = "") List<String> state) {
        return units.list(pattern, state);
    }

    @GetMapping("/{name}")
    @Access(READ)
    Unit get(@PathVariable UnitName name) {
        return units.get(name);
    }

    @PostMapping("/{name}/start")
    @Access(OPERATE)
    ResponseEntity<Job> start(
            @PathVariable UnitName name,
            @RequestParam(defaultValue = "0s") StableFor stableFor,
            @RequestParam(defaultValue = "false") boolean force) {
        return accepted(jobs.begin(name, UnitAction.START, stableFor, force));
    }

    @PostMapping("/{name}/stop")
    @Access(OPERATE)
    ResponseEntity<Job> stop(@PathVariable UnitName name, @RequestParam(defaultValue = "false") boolean force) {
        return accepted(jobs.begin(name, UnitAction.STOP, StableFor.NOT, force));
    }

    @PostMapping("/{name}/restart")
    @Access(OPERATE)
    ResponseEntity<Job> restart(
            @PathVariable UnitName name,
            @RequestParam(defaultValue = "0s") StableFor stableFor,
            @RequestParam(defaultValue = "false") boolean force) {
        return accepted(jobs.begin(name, UnitAction.RESTART, stableFor, force));
    }

    @PostMapping("/{name}/reload")
    @Access(OPERATE)
    ResponseEntity<Job> reload(@PathVariable UnitName name) {
        return accepted(jobs.begin(name, UnitAction.RELOAD));
    }

    @PostMapping("/{name}/enable")
    @Access(OPERATE)
    ResponseEntity<Job> enable(@PathVariable UnitName name) {
        return accepted(jobs.begin(name, UnitAction.ENABLE));
    }

    @PostMapping("/{name}/disable")
    @Access(OPERATE)
    ResponseEntity<Job> disable(@PathVariable UnitName name, @RequestParam(defaultValue = "false") boolean force) {
        return accepted(jobs.begin(name, UnitAction.DISABLE, StableFor.NOT, force));
    }
}
