package io.rightlink.core.host;

import io.rightlink.core.host.HostDescription.Agent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host as {@code /proc} and {@code /etc/os-release} describe it. Stateless; safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/filesystems/proc.html">The /proc file system, in the kernel's documentation</a>
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html">os-release(5)</a>
 */
final class ProcHost implements Host {

    /** {@code btime 1795344460}, in seconds since the epoch. */
    private static final Pattern BOOT_TIME = Pattern.compile("^btime ([1-9]\\d{0,11})$", Pattern.MULTILINE);

    /** {@code cpu0 10132153 290696 3084719 46828483 16683 0 25195 0 175628 0}. */
    private static final Pattern CPU = Pattern.compile("^cpu\\d+ ", Pattern.MULTILINE);

    /** {@code MemTotal:       24584016 kB}. */
    private static final Pattern MEMORY = Pattern.compile("^MemTotal: +([1-9]\\d{0,14}) kB$", Pattern.MULTILINE);

    /** {@code PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"}, quoted as a shell would. */
    private static final Pattern PRETTY_NAME = Pattern.compile("^PRETTY_NAME=([\"']?+)(.+)\\1$", Pattern.MULTILINE);

    /** What Java calls the architectures that it names otherwise than the kernel. */
    private static final Map<String, String> KERNEL_NAMES = Map.of("amd64", "x86_64");

    private final Rootfs rootfs;
    private final HostLife life;
    private final Agent agent;

    ProcHost(Rootfs rootfs, HostLife life, String version, Instant startedAt) {
        this.rootfs = rootfs;
        this.life = life;
        this.agent = new Agent(version, startedAt, rootfs.inContainer() ? "container" : "host");
    }

    @Override
    public HostDescription describe() {
        Optional<String> stat = rootfs.read("/proc/stat");
        String architecture = System.getProperty("os.arch");
        return new HostDescription(
                word("/proc/sys/kernel/hostname"),
                rootfs.read("/etc/os-release")
                        .or(() -> rootfs.read("/usr/lib/os-release"))
                        .flatMap(text -> first(PRETTY_NAME, text))
                        .map(match -> match.group(2)),
                word("/proc/sys/kernel/osrelease"),
                Optional.of(KERNEL_NAMES.getOrDefault(architecture, architecture)),
                stat.map(text -> (int) CPU.matcher(text).results().count()).filter(count -> count > 0),
                rootfs.read("/proc/meminfo")
                        .flatMap(text -> first(MEMORY, text))
                        .map(match -> Long.parseLong(match.group(1)) * 1024),
                stat.flatMap(text -> first(BOOT_TIME, text))
                        .map(match -> Instant.ofEpochSecond(Long.parseLong(match.group(1)))),
                word("/proc/sys/kernel/random/boot_id"),
                agent,
                life.bootState());
    }

    private Optional<String> word(String path) {
        return rootfs.read(path).map(String::trim).filter(word -> !word.isEmpty());
    }

    private static Optional<MatchResult> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }
}
