package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;

import io.rightlink.app.listener.ParameterFamily;
import io.rightlink.core.access.Access;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.input.InputValue;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says that there is no Chef to run recipes with. */
@RestController
class RunRecipeController {

    private final JsonMapper json;

    RunRecipeController(JsonMapper json) {
        this.json = json;
    }

    @PostMapping("/rll/run/recipe")
    @Access(ADMIN)
    void run(
            @RequestParam String recipe,
            @RequestParam("json") Optional<String> attributes,
            @ParameterFamily("arguments") Map<String, String> arguments) {
        attributes.ifPresent(this::requireObject);
        arguments.forEach(RunRecipeController::requireInput);
        throw InvalidException.unprocessable(
                "recipes-not-supported",
                "Cannot run the recipe '" + recipe + "': the agent has no Chef. Make a RightScript of it, PUT"
                        + " /v1/scripts/{name}, and run that, POST /rll/run/right_script");
    }

    private void requireObject(String attributes) {
        try {
            if (json.readTree(attributes) instanceof ObjectNode) {
                return;
            }
        } catch (JacksonException _) {
            // what it says may be secret
        }
        throw new InvalidException("invalid-parameter", "The parameter 'json' is not an object in JSON");
    }

    private static void requireInput(String name, String value) {
        try {
            InputValue _ = InputValue.parse(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidException(
                    "invalid-parameter", "The parameter 'arguments[" + name + "]' can't be read: " + e.getMessage());
        }
    }
}
