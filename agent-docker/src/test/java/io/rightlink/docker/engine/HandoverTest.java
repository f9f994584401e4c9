package io.rightlink.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private final Handover handover = new Handover();
    private final Answer answer = new Answer();

    @Test
    void leavesAnAnswerOpenThatIsWaitedFor() {
        assertThat(handover.offer(answer)).isSameAs(answer);
        assertThat(answer.closed).isFalse();
    }

    @Test
    void closesAnAnswerThatComesAfterSomebodyGaveUp() {
        handover.decline();
        assertThat(handover.offer(answer)).isSameAs(answer);
        assertThat(answer.closed).isTrue();
    }

    @Test
    void closesAnAnswerThatCameRightBeforeSomebodyGaveUp() {
        assertThat(handover.offer(answer)).isSameAs(answer);
        handover.decline();
        assertThat(answer.closed).isTrue();
    }

    private static final class Answer implements Response {

        private boolean closed;

        @Override
        public int getStatusCode() {
            return 200;
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            return Map.of();
        }

        @Override
        public InputStream getBody() {
            return InputStream.nullInputStream();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
