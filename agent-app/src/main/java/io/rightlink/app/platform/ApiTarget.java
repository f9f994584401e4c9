package io.rightlink.app.platform;

import io.rightlink.core.problem.InvalidException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * What a caller asks the platform's API for, as it was written: neither path nor query is decoded. Nothing that is outside of the API to
 * any reader is one, however often that reader decodes.
 *
 * @param path {@code /api/clouds/1}
 * @param query what is behind the question mark
 */
record ApiTarget(String path, @Nullable String query) {

    private static final Pattern BELOW = Pattern.compile("/api(/.*)?");
    private static final Set<String> CLIMBING = Set.of(".", "..");
    private static final int MOST_DECODINGS = 4;

    /**
     * @throws InvalidException if it isn't surely below {@code /api}
     */
    ApiTarget {
        if (!BELOW.matcher(path).matches() || !isBelow(decoded(path))) {
            throw new InvalidException(
                    "invalid-path",
                    "Cannot pass this on to the platform's API: its path must begin with /api, and have no '//', no"
                            + " backslash, and no '.' or '..' between slashes, encoded ones neither");
        }
    }

    static ApiTarget of(HttpServletRequest request) {
        return new ApiTarget(request.getRequestURI(), request.getQueryString());
    }

    /** Returns it as a request's first line has it. */
    String text() {
        return query == null ? path : path + "?" + query;
    }

    private static boolean isBelow(String path) {
        return BELOW.matcher(path).matches()
                && !path.contains("//")
                && path.chars().noneMatch(letter -> letter == '\\' || Character.isISOControl(letter))
                && Arrays.stream(path.split("[/;]", -1)).noneMatch(CLIMBING::contains);
    }

    /** Decodes until there is nothing left to decode; what isn't by then is no path. */
    private static String decoded(String path) {
        String plain = path;
        for (int i = 0; i < MOST_DECODINGS && plain.indexOf('%') >= 0; i++) {
            try {
                plain = StringUtils.uriDecode(plain, StandardCharsets.ISO_8859_1);
            } catch (IllegalArgumentException _) {
                return plain;
            }
        }
        return plain.indexOf('%') < 0 ? plain : "";
    }
}
