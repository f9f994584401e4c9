package io.rightlink.systemd.journal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/** Leaves the room of an answer once it is sent, or has failed. Stateless; safe for any thread. */
class AnswerInterceptor implements HandlerInterceptor {

    private static final String PLACE = AnswerInterceptor.class.getName();

    /** Has a place kept until the request is over. */
    static void keep(AnswerRoom.Place place, HttpServletRequest request) {
        request.setAttribute(PLACE, place);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(PLACE) instanceof AnswerRoom.Place place) {
            place.close();
        }
    }
}
