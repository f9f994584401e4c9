package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;

import io.rightlink.app.listener.AnyParameters;
import io.rightlink.core.access.Access;
import io.rightlink.core.problem.UnavailableException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The platform's API, to which RightLink 10 passes calls on: there is no platform. */
@RestController
class ApiController {

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
    void pass() {
        throw UnavailableException.unreachable(
                "no-platform", "Cannot pass this on to the platform's API: no platform is configured");
    }
}
