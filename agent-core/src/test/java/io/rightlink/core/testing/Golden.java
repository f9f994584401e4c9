package io.rightlink.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** Expected texts, kept in files that {@code -Dgolden.update=true} rewrites. */
public final class Golden {

    private Golden() {}

    /** Compares with a file of the module, {@code src/test/resources/golden/units.json}. */
    public static void assertMatches(Path file, String actual) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, actual);
        }
        assertThat(file).as("the golden file; -Dgolden.update=true writes it").exists();
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    /** Compares JSON, in a form that people can read, with {@code src/test/resources/golden/<name>.json} of the module. */
    public static void assertJson(String name, String actual) throws IOException {
        JsonMapper json = JsonMapper.shared();
        String readable = json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(actual)) + "\n";
        assertMatches(Path.of("src/test/resources/golden", name + ".json"), readable);
    }
}
