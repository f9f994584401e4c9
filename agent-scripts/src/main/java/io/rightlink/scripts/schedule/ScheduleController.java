package io.rightlink.scripts.schedule;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.listing.Listing;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/schedules")
class ScheduleController {

    private final Schedules schedules;

    ScheduleController(Schedules schedules) {
        this.schedules = schedules;
    }

    @GetMapping
    @Access(READ)
    Listing<Schedule> list() {
        return schedules.list();
    }

    @GetMapping("/{name}")
    @Access(READ)
    Schedule get(@PathVariable ScheduleName name) {
        return schedules.get(name);
    }

    @PutMapping("/{name}")
    @Access(ADMIN)
    ResponseEntity<Schedule> put(@PathVariable ScheduleName name, @RequestBody ScheduleDefinition definition) {
        Schedules.Change change = schedules.put(name, definition);
        return ResponseEntity.status(change.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(change.schedule());
    }

    @DeleteMapping("/{name}")
    @Access(ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable ScheduleName name) {
        schedules.remove(name);
    }
}
