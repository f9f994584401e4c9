package io.rightlink.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.identity.Identity;
import io.rightlink.core.identity.ProvenIdentity;
import io.rightlink.core.problem.UnavailableException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the platform is, and by which way. */
class ProxyTest {

    private static final PlatformSettings DEFAULTS =
            new PlatformSettings(null, Duration.ofSeconds(1), Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({
        "http://user:p%40ss%3A%2f@proxy:3128, proxy, 3128, user, p@ss:/",
        "user:a:b@10.0.0.1:3128/, 10.0.0.1, 3128, user, a:b",
        "http://[::1]:3128, ::1, 3128, ,",
        "http://user@proxy.internal, proxy.internal, 80, user, ''",
        "proxy:3128, proxy, 3128, ,",
        "HTTP://proxy, , , ,"
    })
    void isReadAsScriptsReadIt(
            String text,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String user,
            @Nullable String password) {
        if (host == null || port == null) {
            assertThatThrownBy(() -> Proxy.of(text)).isInstanceOf(UnavailableException.class);
            return;
        }
        Proxy proxy = Proxy.of(text);

        assertThat(proxy.place()).isEqualTo(new HttpHost("http", host, port));
        assertThat(proxy.login().map(Proxy.Login::user)).isEqualTo(Optional.ofNullable(user));
        assertThat(proxy.login().map(Proxy.Login::password)).isEqualTo(Optional.ofNullable(password));
        assertThat(proxy.toString()).doesNotContain("user", "@");
        assertThat(proxy.login().toString()).doesNotContain("p@ss", "a:b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://proxy:3128",
                "socks5://proxy:1080",
                "http://user:s3cret@",
                "http://user:s3%cret@proxy:1",
                "http://user:s3@cret@proxy:1",
                "http://user:s3 cret@proxy",
                "http://proxy:port"
            })
    void isRefusedWithoutBeingShown(String text) {
        assertThatThrownBy(() -> Proxy.of(text))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("http_proxy")
                .hasMessageNotContaining("s3");
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "'*', false",
        "us-3.rightscale.com, false",
        "'a,US-3.rightscale.com', false",
        "'a b\t.rightscale.com', false",
        "rightscale.com, false",
        "'.com', false",
        "us-3.rightscale.com:443, false",
        "us-3.rightscale.com:80, true",
        ".us-3.rightscale.com, true",
        "scale.com, true",
        "us-4.rightscale.com, true",
        "',', true"
    })
    void isPassedByWhereNoProxySaysSo(String exceptions, boolean needed) {
        assertThat(Proxy.isNeeded(new HttpHost("https", "us-3.rightscale.com"), exceptions))
                .isEqualTo(needed);
    }

    @Test
    void isNoWayToThisMachineItself() {
        assertThat(Proxy.isNeeded(new HttpHost("http", "127.0.0.1", 80), "")).isFalse();
        assertThat(Proxy.isNeeded(new HttpHost("https", "::1", 443), "")).isFalse();
        assertThat(Proxy.isNeeded(new HttpHost("https", "localhost"), "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"us-3.rightscale.com, us-3.rightscale.com, -1", "10.1.2.3:8443, 10.1.2.3, 8443"})
    void thePlatformIsWhereTheIdentitySays(String hostname, String host, int port) {
        Registration registration = Registration.of(identity(hostname, null, null), DEFAULTS);

        assertThat(registration.place()).isEqualTo(new HttpHost("https", host, port));
        assertThat(registration.proxy()).isEmpty();
        assertThat(registration.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://us-3.rightscale.com",
                "us-3.rightscale.com/x",
                "a@b",
                "a b",
                "a:b",
                ":443",
                "a..b",
                "-:1:2"
            })
    void aHostnameThatIsNoneIsNotAsked(String hostname) {
        assertThatThrownBy(() -> Registration.of(identity(hostname, null, null), DEFAULTS))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("api_hostname")
                .hasMessageNotContaining(hostname);
    }

    @Test
    void isAnotherWithAnotherPassword() {
        assertThat(Registration.of(identity("a", "http://user:one@proxy", null), DEFAULTS))
                .isEqualTo(Registration.of(identity("a", "http://user:one@proxy", null), DEFAULTS))
                .isNotEqualTo(Registration.of(identity("a", "http://user:two@proxy", null), DEFAULTS));
    }

    @Test
    void theSettingGoesBeforeTheIdentity() {
        PlatformSettings settings =
                new PlatformSettings("https://other.example.com", Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThat(Registration.of(identity(null, null, null), settings).place())
                .isEqualTo(new HttpHost("https", "other.example.com"));
        assertThat(Registration.of(identity("us-3.rightscale.com", "proxy:1", "us-3.rightscale.com"), settings)
                        .proxy())
                .contains(Proxy.of("proxy:1"));
        assertThat(Registration.of(identity("us-3.rightscale.com", "s3cret proxy", "*"), settings)
                        .proxy())
                .as("a proxy that isn't needed isn't read")
                .isEmpty();
    }

    private static Optional<ProvenIdentity> identity(
            @Nullable String hostname, @Nullable String proxy, @Nullable String noProxy) {
        return Optional.of(new ProvenIdentity(
                new Identity(
                        Optional.empty(),
                        Optional.ofNullable(hostname),
                        Optional.of("me"),
                        Optional.ofNullable(proxy),
                        Optional.ofNullable(noProxy)),
                Optional.of("s3cret")));
    }
}
