package io.rightlink.scripts.run;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.listing.Listing;
import io.rightlink.scripts.run.Runs.Submission;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/runs")
class RunController {

    private final Runs runs;
    private final OutputResponse outputs;

    RunController(Runs runs, OutputResponse outputs) {
        this.runs = runs;
        this.outputs = outputs;
    }

    @PutMapping("/{id}")
    @Access(ADMIN)
    ResponseEntity<Run> submit(@PathVariable RunId id, @RequestBody RunRequest request) {
        Submission submission = runs.submit(id, request);
        return ResponseEntity.status(submission.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(submission.run());
    }

    @GetMapping
    @Access(READ)
    Listing<Run> list(@RequestParam Optional<RunState> state) {
        return runs.list(state);
    }

    @GetMapping("/{id}")
    @Access(READ)
    Run get(@PathVariable RunId id) {
        return runs.get(id);
    }

    @DeleteMapping("/{id}")
    @Access(ADMIN)
    Run cancel(@PathVariable RunId id) throws InterruptedException {
        return runs.cancel(id);
    }

    @GetMapping("/{id}/output")
    @Access(READ)
    void output(
            @PathVariable RunId id,
            @RequestParam(defaultValue = "0") OutputOffset offset,
            @RequestParam(defaultValue = "false") boolean follow,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        outputs.write(runs.output(id), offset.value(), follow, request, response);
    }
}
