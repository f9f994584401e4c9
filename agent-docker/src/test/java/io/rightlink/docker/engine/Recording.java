package io.rightlink.docker.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What real engines said after {@code engines/containers.sh}, as {@code engines/record.sh} wrote it down. */
public enum Recording {
    DEBIAN_12("debian12-20.10", "/v1.41"),

    /** Debian 12's answers in the oldest version of the API that the agent speaks: what it reads of them is the same there. */
    DEBIAN_12_IN_1_40("debian12-20.10", "/v1.40") {
        @Override
        String newest() {
            return "1.40";
        }
    },

    /** Speaks 1.45, and thus 1.44 with the agent. */
    DEBIAN_13("debian13-26.1", "/v1.44");

    private final Path directory;
    private final String api;

    Recording(String directory, String api) {
        this.directory = Path.of("src/test/resources/engines", directory);
        this.api = api;
    }

    /** Returns what is in the path of every request, once negotiated: {@code /v1.41}. */
    public String api() {
        return api;
    }

    /** Returns the newest version of the API that it speaks: its ping says {@code Api-Version: 1.41}. */
    String newest() {
        return text("ping.txt")
                .lines()
                .filter(line -> line.startsWith("Api-Version: "))
                .map(line -> line.substring("Api-Version: ".length()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the id of a recorded container. */
    public String idOf(String name) {
        return container(name).get("Id").asString();
    }

    /** Returns the recorded details of a container. */
    public JsonNode container(String name) {
        return tree("container-" + name + ".json");
    }

    public JsonNode tree(String file) {
        return JsonMapper.shared().readTree(text(file));
    }

    String text(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
