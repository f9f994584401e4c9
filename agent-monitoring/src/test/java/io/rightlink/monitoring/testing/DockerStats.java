package io.rightlink.monitoring.testing;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code docker stats --no-stream --format '{{json .}}'} says of one container. It rounds: what it says is off by up to one half of
 * its last digit, of three or four.
 *
 * @param cpu processors that it used in the second before, 0.5 for a half of one
 * @param memoryBytes less the file cache that wasn't used lately
 */
public record DockerStats(
        String name,
        double cpu,
        double memoryBytes,
        double receivedBytes,
        double transmittedBytes,
        double readBytes,
        double writtenBytes,
        double pids) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SIZE = Pattern.compile("([\\d.]+)([A-Za-z]*)");
    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("B", 1.0),
            Map.entry("kB", 1e3),
            Map.entry("MB", 1e6),
            Map.entry("GB", 1e9),
            Map.entry("TB", 1e12),
            Map.entry("KiB", 0x1p10),
            Map.entry("MiB", 0x1p20),
            Map.entry("GiB", 0x1p30),
            Map.entry("TiB", 0x1p40));

    /** Reads one container a line, {@code {"Name":"burner","CPUPerc":"50.04%","MemUsage":"1.2MiB / 23GiB","NetIO":"8kB / 0B",…}}. */
    public static List<DockerStats> parse(String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank())
                .map(line -> of(JSON.readTree(line)))
                .toList();
    }

    private static DockerStats of(JsonNode line) {
        double[] memory = sizes(line, "MemUsage");
        double[] network = sizes(line, "NetIO");
        double[] blocks = sizes(line, "BlockIO");
        return new DockerStats(
                text(line, "Name"),
                Double.parseDouble(text(line, "CPUPerc").replace("%", "")) / 100,
                memory[0],
                network[0],
                network[1],
                blocks[0],
                blocks[1],
                Double.parseDouble(text(line, "PIDs")));
    }

    /** {@code 1.234MiB / 23.54GiB}. */
    private static double[] sizes(JsonNode line, String key) {
        String[] both = text(line, key).split(" / ", -1);
        return new double[] {bytes(both[0]), bytes(both[1])};
    }

    private static double bytes(String size) {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches() || !UNITS.containsKey(matcher.group(2))) {
            throw new AssertionError("'" + size + "' isn't a size of docker stats");
        }
        return Double.parseDouble(matcher.group(1)) * UNITS.get(matcher.group(2));
    }

    private static String text(JsonNode line, String key) {
        JsonNode value = line.get(key);
        if (value == null) {
            throw new AssertionError("docker stats says no " + key + ": " + line);
        }
        return value.asString();
    }
}
