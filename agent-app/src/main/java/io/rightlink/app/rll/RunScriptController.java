package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;

import io.rightlink.app.listener.ParameterFamily;
import io.rightlink.core.access.Access;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.scripts.run.RunRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs RightScripts of the catalogue while the caller waits. */
@RestController
class RunScriptController {

    private final SynchronousRuns runs;

    RunScriptController(SynchronousRuns runs) {
        this.runs = runs;
    }

    @PostMapping("/rll/run/right_script")
    @Access(ADMIN)
    void run(
            @RequestParam("right_script") Optional<String> name,
            @RequestParam("right_script_id") Optional<Long> id,
            @ParameterFamily("arguments") Map<String, String> arguments,
            @RequestParam(defaultValue = "false") boolean follow,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        runs.run(new RunRequest(script(name, id), arguments, null, null, null), follow, request, response);
    }

    private static RunRequest.Script script(Optional<String> name, Optional<Long> id) {
        id.ifPresent(unknown -> {
            throw new NotFoundException(
                    "right-script-not-found",
                    "No RightScript has the id " + unknown
                            + " here: ids are a platform's, and none is configured; name it, with right_script");
        });
        return new RunRequest.Script(
                null,
                name.orElseThrow(() -> new InvalidException(
                        "invalid-parameter", "The parameter 'right_script' is missing: the script's name")));
    }
}
