package io.rightlink.app.platform;

import static io.rightlink.core.access.Role.ADMIN;

import io.rightlink.app.listener.AnyParameters;
import io.rightlink.core.access.Access;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** RightLink 10's way to the platform's API. */
@RestController
class ApiController {

    private final Calls calls;

    ApiController(Calls calls) {
        this.calls = calls;
    }

    @RequestMapping(
            path = "/api/{*path}",
            method = {
                RequestMethod.GET,
                RequestMethod.HEAD,
                RequestMethod.POST,
                RequestMethod.PUT,
                RequestMethod.PATCH,
                RequestMethod.DELETE,
                RequestMethod.OPTIONS
            })
    @Access(ADMIN)
    @AnyParameters
    void pass(HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        calls.pass(request, response);
    }
}
