package io.rightlink.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PlatformSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new PlatformSettings(null, Duration.ofSeconds(10), Duration.ofMinutes(5)));
        assertThat(bound(Map.of()).place()).isEmpty();
    }

    @Test
    void takesWhatIsSet() {
        PlatformSettings settings = bound(Map.of(
                "rightlink.platform.url", "https://us-3.rightscale.com",
                "rightlink.platform.connect-timeout", "3s",
                "rightlink.platform.timeout", "1m"));

        assertThat(settings)
                .isEqualTo(new PlatformSettings(
                        "https://us-3.rightscale.com", Duration.ofSeconds(3), Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://us-3.rightscale.com, us-3.rightscale.com, -1",
        "https://us-3.rightscale.com/, us-3.rightscale.com, -1",
        "https://platform.internal:8443, platform.internal, 8443",
        "https://10.1.2.3, 10.1.2.3, -1",
        "http://localhost:8080, localhost, 8080",
        "http://127.1.2.3:8080, 127.1.2.3, 8080",
        "http://[::1]:8080, ::1, 8080"
    })
    void knowsThePlace(String url, String host, int port) {
        assertThat(settings(url).place()).contains(new HttpHost(url.substring(0, url.indexOf(':')), host, port));
    }

    @ParameterizedTest
    @CsvSource({
        "http://us-3.rightscale.com, must be https",
        "http://10.1.2.3:8080, must be https",
        "http://localhost.example.com, must be https",
        "http://127.0.0.1.example.com, must be https",
        "http://[2001:db8::1], must be https",
        "ftp://localhost, an https server",
        "us-3.rightscale.com, an https server",
        "https:, an https server",
        "https://, an https server",
        "https://a b, an https server",
        "'', an https server",
        "https://user:s3cret@us-3.rightscale.com, no user",
        "https://us-3.rightscale.com/api, nothing behind",
        "https://us-3.rightscale.com?x, nothing behind",
        "https://us-3.rightscale.com#x, nothing behind"
    })
    void refusesWhatIsNoPlatformWithoutShowingIt(String url, String words) {
        assertThatThrownBy(() -> settings(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rightlink.platform.url")
                .hasMessageContaining(words)
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void refusesDurationsThatAreNone() {
        assertThatThrownBy(() -> new PlatformSettings(null, Duration.ZERO, Duration.ofMinutes(1)))
                .hasMessageContaining("connect-timeout");
        assertThatThrownBy(() -> new PlatformSettings(null, Duration.ofSeconds(1), Duration.ofDays(2)))
                .hasMessageContaining("rightlink.platform.timeout");
    }

    private static PlatformSettings settings(@Nullable String url) {
        return new PlatformSettings(url, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    private static PlatformSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("rightlink.platform", PlatformSettings.class);
    }
}
