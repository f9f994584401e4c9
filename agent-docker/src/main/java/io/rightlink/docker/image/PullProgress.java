package io.rightlink.docker.image;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** How far a pull is, from the lines that tell it. Safe for any thread. */
final class PullProgress {

    private static final double MEGABYTE = 1e6;

    /** What every engine says last of a pull that it has done: {@code Status: Image is up to date for nginx:latest}. */
    private static final String LAST = "Status: ";

    private enum Phase {
        WAITING,
        DOWNLOADING,
        DOWNLOADED,
        EXTRACTING,
        DONE
    }

    /**
     * @param current how many bytes of it have been through its phase
     * @param total how many it has, compressed; 0 while that isn't known
     */
    private record Layer(Phase phase, long current, long total) {

        static final Layer UNKNOWN = new Layer(Phase.WAITING, 0, 0);

        boolean downloaded() {
            return phase.compareTo(Phase.DOWNLOADED) >= 0;
        }

        boolean done() {
            return phase == Phase.DONE;
        }

        long bytesDownloaded() {
            return downloaded() ? total : current;
        }

        long bytesExtracted() {
            return switch (phase) {
                case DONE -> total;
                case EXTRACTING -> current;
                case WAITING, DOWNLOADING, DOWNLOADED -> 0;
            };
        }
    }

    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private String headline = "Asking the registry";
    private boolean finished;

    synchronized void hear(PullLine line) {
        String words = line.words();
        switch (words) {
            case "Pulling fs layer", "Waiting" -> layer(line, Phase.WAITING);
            case "Downloading" -> layer(line, Phase.DOWNLOADING);
            case "Verifying Checksum", "Download complete" -> layer(line, Phase.DOWNLOADED);
            case "Extracting" -> layer(line, Phase.EXTRACTING);
            case "Pull complete", "Already exists" -> layer(line, Phase.DONE);
            default -> headline(line, words);
        }
    }

    /** Returns whether the engine has said that the image is there. */
    synchronized boolean finished() {
        return finished;
    }

    /**
     * Returns how far it is, for people: {@code Downloading 3 of 5 layers, 12.3 of 45.6 MB}. The engine tells the size of a layer when
     * it begins to download it; until it has told all, it is {@code of at least 45.6 MB}.
     */
    synchronized String words() {
        Collection<Layer> all = layers.values();
        if (all.stream().allMatch(Layer::done)) {
            return headline;
        }
        if (all.stream().allMatch(Layer::downloaded)) {
            return words("Extracting", Layer::done, Layer::bytesExtracted);
        }
        return words("Downloading", Layer::downloaded, Layer::bytesDownloaded);
    }

    private String words(String doing, Predicate<Layer> done, ToLongFunction<Layer> bytes) {
        Collection<Layer> all = layers.values();
        String counted =
                "%s %d of %d layers".formatted(doing, all.stream().filter(done).count(), all.size());
        long total = all.stream().mapToLong(Layer::total).sum();
        boolean partial = all.stream().anyMatch(layer -> layer.total() == 0 && !layer.downloaded());
        return total == 0
                ? counted
                : String.format(
                        Locale.ROOT,
                        "%s, %.1f of %s%.1f MB",
                        counted,
                        all.stream().mapToLong(bytes).sum() / MEGABYTE,
                        partial ? "at least " : "",
                        total / MEGABYTE);
    }

    private void layer(PullLine line, Phase phase) {
        if (line.id() != null) {
            long known = layers.getOrDefault(line.id(), Layer.UNKNOWN).total();
            layers.put(line.id(), new Layer(phase, line.current(), line.total() > 0 ? line.total() : known));
        }
    }

    /** {@code Retrying in 5 seconds} is said of a layer, which begins again. */
    private void headline(PullLine line, String words) {
        if (line.id() != null && layers.containsKey(line.id())) {
            layer(line, Phase.WAITING);
        } else if (!words.isBlank()) {
            headline = words;
            finished = finished || words.startsWith(LAST);
        }
    }
}
