package io.rightlink.app.listener;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/**
 * The forms in the bodies of requests, which Tomcat and Spring read into memory as soon as anybody asks for a parameter: before any handler,
 * and so before any role is looked at. Stateless.
 */
final class Forms {

    /** As many of them as there may be connections must find room beside the agent. The property for Tomcat's own reader says the same. */
    static final DataSize LARGEST = DataSize.ofKilobytes(64);

    private Forms() {}

    /** Tells whether a request brings one; what is the platform's to read isn't read here. */
    static boolean isIn(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && type.strip().toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                && !UnreadForms.isForThePlatform(request);
    }
}
