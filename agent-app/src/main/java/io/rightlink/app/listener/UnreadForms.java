package io.rightlink.app.listener;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.boot.servlet.filter.OrderedFormContentFilter;

/** Spring's reader of forms that are put, patched and deleted, but for those that are the platform's to read. Stateless. */
class UnreadForms extends OrderedFormContentFilter {

    private static final Pattern API = Pattern.compile("/api(/.*)?");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return isForThePlatform(request);
    }

    /** By the path as it was sent: what is encoded otherwise isn't passed on. */
    static boolean isForThePlatform(HttpServletRequest request) {
        return API.matcher(request.getRequestURI()).matches();
    }
}
