package io.rightlink.core.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.AssembledAgent;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSettingsTest {

    @TempDir
    Path state;

    @Test
    void keepsWhatWasSetLastOverRestarts() {
        withSettings(settings -> {
            assertThat(settings.find("docker.control")).isEmpty();
            settings.set("docker.control", "tags");
            settings.set("docker.control", "");
            settings.set("other", "ü\n=");
        });
        withSettings(settings -> {
            assertThat(settings.find("docker.control")).contains("");
            assertThat(settings.find("other")).contains("ü\n=");
        });
    }

    private void withSettings(Consumer<Settings> use) {
        AssembledAgent.in(state).run(context -> use.accept(context.getBean(Settings.class)));
    }
}
