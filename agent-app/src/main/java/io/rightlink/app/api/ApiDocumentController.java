package io.rightlink.app.api;

import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends the description of {@code /v1} that was made when the agent was built, as it is in the jar; nothing of it is kept in memory.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1</a>
 */
@RestController
class ApiDocumentController {

    static final String DOCUMENT = "openapi.json";

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    @Access(READ)
    InputStreamResource document() {
        // of this kind Spring sends no parts, which would have it answer 416 by itself
        return new InputStreamResource(
                (InputStreamSource) new ClassPathResource(DOCUMENT, ApiDocumentController.class));
    }
}
