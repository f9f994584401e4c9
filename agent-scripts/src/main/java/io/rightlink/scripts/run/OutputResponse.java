package io.rightlink.scripts.run;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** Sends a run's output, as much as there is or as it comes. Holds no more than a buffer of it. Stateless. */
final class OutputResponse {

    private static final String NEXT_OFFSET = "Rightlink-Next-Offset";

    private OutputResponse() {}

    static void write(RunOutput output, long offset, boolean follow, HttpServletResponse response)
            throws IOException, InterruptedException {
        long until = Math.max(offset, output.size());
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!follow) {
            response.setHeader(NEXT_OFFSET, Long.toString(until));
            response.setContentLengthLong(until - offset);
        }
        OutputStream body = response.getOutputStream();
        output.copy(offset, until, body);
        if (follow) {
            follow(output, until, body);
        }
    }

    private static void follow(RunOutput output, long offset, OutputStream body)
            throws IOException, InterruptedException {
        long sent = offset;
        body.flush();
        for (long now = output.awaitBeyond(sent); now > sent; now = output.awaitBeyond(sent)) {
            output.copy(sent, now, body);
            body.flush();
            sent = now;
        }
    }
}
