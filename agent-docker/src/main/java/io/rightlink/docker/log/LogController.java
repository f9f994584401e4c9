package io.rightlink.docker.log;

import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.time.PastTime;
import io.rightlink.docker.container.ContainerRef;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/containers")
class LogController {

    private final ContainerLogs logs;
    private final LogSender sender;
    private final Clock clock;

    LogController(ContainerLogs logs, LogSender sender, Clock clock) {
        this.logs = logs;
        this.sender = sender;
        this.clock = clock;
    }

    /** Answers with a stream, and returns when it has ended. */
    @GetMapping("/{container}/logs")
    @Access(READ)
    void logs(
            @PathVariable ContainerRef container,
            @RequestParam(defaultValue = "all") Tail tail,
            @RequestParam Optional<String> since,
            @RequestParam Optional<String> until,
            @RequestParam(defaultValue = "false") boolean timestamps,
            @RequestParam(defaultValue = "false") boolean follow,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        LogQuery query = new LogQuery(
                tail,
                since.map(text -> PastTime.of("since", text, clock.instant())),
                until.map(text -> PastTime.of("until", text, clock.instant())),
                timestamps,
                follow);
        sender.send(logs.read(container, query), request, response);
    }
}
