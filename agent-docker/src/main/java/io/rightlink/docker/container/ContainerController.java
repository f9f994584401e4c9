package io.rightlink.docker.container;

import static io.rightlink.core.access.Role.OPERATE;
import static io.rightlink.core.access.Role.READ;
import static io.rightlink.core.job.AcceptedJob.accepted;
import static io.rightlink.docker.container.ContainerAction.KILL;
import static io.rightlink.docker.container.ContainerAction.RESTART;
import static io.rightlink.docker.container.ContainerAction.START;
import static io.rightlink.docker.container.ContainerAction.STOP;

import io.rightlink.core.access.Access;
import io.rightlink.core.job.Job;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.propertyeditors.CustomCollectionEditor;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/containers")
class ContainerController {

    private final Containers containers;
    private final ListingJson listings;

    ContainerController(Containers containers, ListingJson listings) {
        this.containers = containers;
        this.listings = listings;
    }

    /** Keeps a label as it is: Spring would split the text of a list at its commas. */
    @InitBinder("label")
    void keepCommas(WebDataBinder binder) {
        binder.registerCustomEditor(List.class, new CustomCollectionEditor(List.class));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Access(READ)
    byte[] list(
            @RequestParam(defaultValue = "") List<String> state,
            @RequestParam(required = false) @Nullable List<String> label) {
        return listings.list(ContainerFilter.of(state, Objects.requireNonNullElse(label, List.of())));
    }

    @GetMapping("/{container}")
    @Access(READ)
    Container get(@PathVariable ContainerRef container) {
        return containers.get(container);
    }

    @PostMapping("/{container}/start")
    @Access(OPERATE)
    ResponseEntity<Job> start(
            @PathVariable ContainerRef container, @RequestParam(defaultValue = "false") boolean force) {
        return accepted(containers.act(container, START, force));
    }

    @PostMapping("/{container}/stop")
    @Access(OPERATE)
    ResponseEntity<Job> stop(
            @PathVariable ContainerRef container, @RequestParam(defaultValue = "false") boolean force) {
        return accepted(containers.act(container, STOP, force));
    }

    @PostMapping("/{container}/restart")
    @Access(OPERATE)
    ResponseEntity<Job> restart(
            @PathVariable ContainerRef container, @RequestParam(defaultValue = "false") boolean force) {
        return accepted(containers.act(container, RESTART, force));
    }

    @PostMapping("/{container}/kill")
    @Access(OPERATE)
    ResponseEntity<Job> kill(
            @PathVariable ContainerRef container, @RequestParam(defaultValue = "false") boolean force) {
        return accepted(containers.act(container, KILL, force));
    }

    @DeleteMapping("/{container}")
    @Access(OPERATE)
    ResponseEntity<Job> remove(
            @PathVariable ContainerRef container,
            @RequestParam(defaultValue = "false") boolean force,
            @RequestParam(defaultValue = "false") boolean volumes) {
        return accepted(containers.remove(container, force, volumes));
    }
}
