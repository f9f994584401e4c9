package io.rightlink.core.problem;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Says what is wrong with a JSON body in the API's words: the field's path, and what is expected there. Stateless. */
final class UnreadableBody {

    private UnreadableBody() {}

    static String describe(HttpMessageNotReadableException unreadable) {
        if (unreadable.getCause() instanceof DatabindException wrong) {
            String field = fieldOf(wrong);
            String what = field.isEmpty() ? "the request's body" : "the field '" + field + "'";
            return "Cannot read " + what + ": " + reasonOf(wrong);
        }
        return "Cannot read the request's body: it is missing, or not JSON";
    }

    private static String fieldOf(DatabindException wrong) {
        return wrong.getPath().stream()
                .map(part -> part.getPropertyName() == null ? "[" + part.getIndex() + "]" : part.getPropertyName())
                .collect(Collectors.joining("."));
    }

    private static String reasonOf(DatabindException wrong) {
        return switch (wrong) {
            case PropertyBindingException _ -> "there is no such field";
            case MismatchedInputException mismatch -> expectationOf(mismatch.getTargetType());
            default -> "it does not fit";
        };
    }

    private static String expectationOf(@Nullable Class<?> type) {
        if (type == null) {
            return "it does not fit";
        } else if (type.isEnum()) {
            return "it is not one of the words that are known there";
        } else if (type == Duration.class) {
            return "expected is a duration such as \"PT10M\"";
        } else if (CharSequence.class.isAssignableFrom(type)) {
            return "expected is a text";
        } else if (type == boolean.class || type == Boolean.class) {
            return "expected is true or false";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "expected is a number";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type)
                ? "expected is a list"
                : "expected is one object";
    }
}
