package io.rightlink.docker.log;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamedReadingTest {

    /** Whoever follows would wait for ever. */
    @Test
    void breaksOffForAnErrorOfTheAgentsOwn() {
        try (StreamedReading reading =
                new StreamedReading(new Unreadable(), false, true, IllegalStateException::new, _ -> {})) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> reading.next(new byte[1], Duration.ofSeconds(1)))
                    .withMessageContaining("just in this test");
        }
    }

    private static final class Unreadable implements Response {

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
            throw new LinkageError("just in this test");
        }

        @Override
        public void close() {}
    }
}
