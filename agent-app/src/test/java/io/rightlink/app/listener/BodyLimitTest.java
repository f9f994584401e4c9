package io.rightlink.app.listener;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** What is left of a body that doesn't say how long it is, whichever way it is read. */
class BodyLimitTest {

    private static final int LARGEST = 10;

    private final BodyLimit limit = new BodyLimit(DataSize.ofBytes(LARGEST), JsonMapper.shared());
    private final AtomicInteger read = new AtomicInteger();

    @Test
    void letsThroughAsMuchAsItMay() throws Exception {
        assertThat(answerTo(LARGEST, request -> readAll(request.getInputStream())))
                .isEqualTo(200);
        assertThat(read).hasValue(LARGEST);
    }

    @Test
    void endsAtOneMore() throws Exception {
        assertThat(answerTo(LARGEST + 1, request -> readAll(request.getInputStream())))
                .isEqualTo(413);
    }

    @Test
    void countsTogetherWhatIsReadByTwo() throws Exception {
        int answer = answerTo(LARGEST + 1, request -> {
            read.addAndGet(request.getInputStream().readNBytes(LARGEST).length);
            readAll(request.getInputStream());
        });

        assertThat(answer).isEqualTo(413);
        assertThat(read).hasValue(LARGEST);
    }

    @Test
    void countsWhatIsReadAsText() throws Exception {
        assertThat(answerTo(LARGEST + 1, request -> request.getReader().readAllAsString()))
                .isEqualTo(413);
        assertThat(answerTo(
                        LARGEST,
                        request -> read.addAndGet(
                                request.getReader().readAllAsString().length())))
                .isEqualTo(200);
        assertThat(read).hasValue(LARGEST);
    }

    private void readAll(InputStream body) throws IOException {
        while (body.read() >= 0) {
            read.incrementAndGet();
        }
    }

    private int answerTo(int bytes, Reading reading) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("PUT", "/v1/anything") {
            @Override
            public long getContentLengthLong() {
                return -1;
            }
        };
        request.setContent(new byte[bytes]);
        MockHttpServletResponse response = new MockHttpServletResponse();
        limit.doFilter(request, response, (counted, _) -> reading.of((HttpServletRequest) counted));
        return response.getStatus();
    }

    private interface Reading {
        void of(HttpServletRequest request) throws IOException;
    }
}
