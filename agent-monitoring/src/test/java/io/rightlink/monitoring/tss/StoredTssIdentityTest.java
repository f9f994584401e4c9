package io.rightlink.monitoring.tss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.setting.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTssIdentityTest {

    private final Settings settings = new Settings() {
        private final Map<String, String> values = new HashMap<>();

        @Override
        public Optional<String> find(String name) {
            return Optional.ofNullable(values.get(name));
        }

        @Override
        public void set(String name, String value) {
            values.put(name, value);
        }
    };

    @Test
    void isUnknownUntilItIsSetAndIsKept() {
        TssIdentity identity = new StoredTssIdentity(settings);
        assertThat(identity.id()).isEmpty();
        assertThat(identity.server()).isEmpty();

        identity.setId("03-7ABC");
        identity.setServer("tss3.example.com:443");

        for (TssIdentity known : new TssIdentity[] {identity, new StoredTssIdentity(settings)}) {
            assertThat(known.id()).contains("03-7ABC");
            assertThat(known.server()).contains("tss3.example.com:443");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a\nb"})
    void refusesAnIdThatCanNotBeAHostOfAnIdentifier(String id) {
        TssIdentity identity = new StoredTssIdentity(settings);

        assertThatThrownBy(() -> identity.setId(id)).isInstanceOf(InvalidException.class);
        assertThat(identity.id()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://tss.example.com", "me@tss"})
    void refusesAServerThatIsNoHost(String server) {
        TssIdentity identity = new StoredTssIdentity(settings);

        assertThatThrownBy(() -> identity.setServer(server)).isInstanceOf(InvalidException.class);
        assertThat(identity.server()).isEmpty();
    }
}
