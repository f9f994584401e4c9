package io.rightlink.core.host;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.host.HostDescription.Agent;
import io.rightlink.core.testing.Golden;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest
class HostControllerTest {

    private static final Agent AGENT = new Agent("1.2.3", Instant.parse("2026-01-02T03:04:05Z"), "container");

    @Autowired
    MockMvcTester api;

    @Test
    void showsWhatIsKnownAndLeavesOutWhatIsNot() throws IOException {
        Golden.assertJson(
                "host", api.get().uri("/v1/host").exchange().getResponse().getContentAsString());
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration(CoreAutoConfiguration.class)
    static class Slice {

        @Bean
        HostController hostController() {
            return new HostController(() -> new HostDescription(
                    Optional.of("web-1"),
                    Optional.empty(),
                    Optional.of("6.6.95-flatcar"),
                    Optional.of("x86_64"),
                    Optional.of(2),
                    Optional.empty(),
                    Optional.of(Instant.ofEpochSecond(1_795_350_183)),
                    Optional.empty(),
                    AGENT,
                    Optional.of(BootState.OPERATIONAL)));
        }
    }
}
