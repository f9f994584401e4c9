package io.rightlink.app.listener;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses a Content-Type that names several types, {@code text/*}, as only an Accept may, or a charset that there isn't: Spring throws at it, outside of
 * any handler.
 * Immutable.
 */
class ContentTypeFilter extends OncePerRequestFilter {

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^;\"]*)", Pattern.CASE_INSENSITIVE);

    private final JsonMapper json;

    ContentTypeFilter(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isSeveral(request.getContentType()) || hasOddCharset(request.getContentType())) {
            Refusal.send(
                    request,
                    response,
                    json,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "The Content-Type names more than one type, by a '*', or a charset that isn't known");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean hasOddCharset(@Nullable String type) {
        Matcher charset = CHARSET.matcher(Objects.requireNonNullElse(type, ""));
        try {
            return charset.find() && !Charset.isSupported(charset.group(1).trim());
        } catch (IllegalCharsetNameException _) {
            return true;
        }
    }

    /** What can't be read as one is Spring's to refuse, where it is needed. */
    private static boolean isSeveral(@Nullable String type) {
        if (type == null || type.isEmpty()) {
            return false;
        }
        try {
            return !MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }
}
