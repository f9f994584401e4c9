package io.rightlink.app.platform;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.stream.Client;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** One call that is passed on, and perhaps a second time with another token. For one thread. */
final class Call {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final URI ANY = URI.create("/");

    private final PlatformClient client;
    private final Platform.Known platform;
    private final Client caller;
    private final Duration timeout;

    /** Of the answer's head. */
    private long due;

    private volatile boolean answered;
    private volatile boolean gone;

    Call(PlatformClient client, Platform.Known platform, Client caller, Duration timeout) {
        this.client = client;
        this.platform = platform;
        this.caller = caller;
        this.timeout = timeout;
    }

    /**
     * @throws UnavailableException if it can't be passed on, or can't be again after the first token was refused
     */
    void pass(HttpServletRequest request, ApiTarget target, HttpServletResponse response)
            throws IOException, InterruptedException {
        BearerToken token = platform.tokens().current();
        CallerBody body = CallerBody.of(request);
        if (send(request(request, target, body, token), response, false)) {
            return;
        }
        platform.tokens().forget(token);
        if (!body.isKept()) {
            throw new UnavailableException(
                    "token-refused",
                    "The platform took the agent's token no more, and the body is too large to be kept for a second"
                            + " time: send it again, which will be with a new token");
        }
        boolean _ = send(request(request, target, body, platform.tokens().current()), response, true);
    }

    private static HttpUriRequestBase request(
            HttpServletRequest from, ApiTarget target, CallerBody body, BearerToken token) {
        HttpUriRequestBase request = new HttpUriRequestBase(from.getMethod(), ANY);
        request.setPath(target.text());
        EndToEnd.copy(from, request);
        request.setHeader(HttpHeaders.AUTHORIZATION, token.header());
        body.putInto(request);
        return request;
    }

    /** Returns whether the answer was passed back; it isn't if it refuses the token, unless that is final. */
    private boolean send(HttpUriRequestBase request, HttpServletResponse response, boolean isFinal) throws IOException {
        answered = false;
        due = System.nanoTime() + 2 * timeout.toNanos();
        try (Watch _ = new Watch(BETWEEN_LOOKS, this::isUseless, request::abort);
                ClassicHttpResponse answer = sent(request)) {
            answered = true;
            if (!isFinal && answer.getCode() == HttpStatus.UNAUTHORIZED.value()) {
                return false;
            }
            new Answer(answer, failure -> Failures.unreachable(failure, platform.registration(), timeout))
                    .passTo(response, request.getMethod());
            return true;
        } catch (UnavailableException e) {
            if (!gone) {
                throw e;
            }
            response.setStatus(HttpStatus.BAD_GATEWAY.value());
            return true;
        }
    }

    private ClassicHttpResponse sent(HttpUriRequestBase request) {
        try {
            return client.send(platform.registration(), request, timeout);
        } catch (IOException e) {
            throw Failures.unreachable(e, platform.registration(), timeout);
        }
    }

    /** Nothing else would notice a platform that doesn't take a body: writing has no time limit. */
    private boolean isUseless() {
        gone = caller.hasGone();
        return gone || (!answered && System.nanoTime() - due > 0);
    }
}
