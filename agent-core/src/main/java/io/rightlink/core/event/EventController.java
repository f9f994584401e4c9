package io.rightlink.core.event;

import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.stream.EventStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class EventController {

    private final EventRing events;
    private final EventStream<byte[]> stream;

    EventController(EventRing events, EventStream<byte[]> stream) {
        this.events = events;
        this.stream = stream;
    }

    @GetMapping("/v1/events")
    @Access(READ)
    void follow(
            @RequestParam(defaultValue = "") List<String> type,
            @RequestHeader("Last-Event-ID") Optional<EventId> after,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        stream.send(events.follow(EventType.ofLabels(type), after), request, response);
    }
}
