package io.rightlink.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.core.RemoteApiVersion;
import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NegotiationTest {

    @Test
    void takesTheSmallerVersion() {
        assertThat(Negotiation.common("1.41").getVersion()).isEqualTo("1.41");
        assertThat(Negotiation.common("1.9").getVersion()).isEqualTo("1.9");
        assertThat(Negotiation.common("1.44").getVersion()).isEqualTo("1.44");
        assertThat(Negotiation.common("1.100").getVersion()).isEqualTo("1.44");
        assertThat(Negotiation.common("2.1").getVersion()).isEqualTo("1.44");
    }

    @Test
    void knowsAsNewAVersionAsDockerJavaDoes() {
        assertThat(Stream.of(RemoteApiVersion.class.getFields())
                        .filter(field -> field.getName().startsWith("VERSION_"))
                        .map(NegotiationTest::valueOf))
                .contains(Negotiation.NEWEST_KNOWN)
                .noneMatch(version -> version.isGreater(Negotiation.NEWEST_KNOWN));
    }

    private static RemoteApiVersion valueOf(Field constant) {
        try {
            return (RemoteApiVersion) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
