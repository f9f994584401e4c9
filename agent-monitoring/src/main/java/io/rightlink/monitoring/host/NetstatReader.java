package io.rightlink.monitoring.host;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.internal.GarbledException;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.internal.Words;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.MetricType;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.sample.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /proc/1/net/netstat}, {@code snmp} and {@code snmp6}: what the host's IP, ICMP, TCP and UDP count. Of some 300 fields these are the
 * ones that node_exporter takes. The last file is missing where there is no IPv6. Safe for any thread.
 *
 * @see <a href="https://docs.kernel.org/networking/snmp_counter.html">SNMP counter, in the kernel's documentation</a>
 */
final class NetstatReader implements Sampler {

    private static final List<String> FILES = List.of("/proc/1/net/netstat", "/proc/1/net/snmp");
    private static final String IPV6 = "/proc/1/net/snmp6";

    private static final Pattern TAKEN =
            Pattern.compile("[^_]*_(?:InErrors|InErrs)|Ip_Forwarding|Ip(?:6|Ext)_(?:InOctets|OutOctets)"
                    + "|Icmp6?_(?:InMsgs|OutMsgs)|TcpExt_(?:Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts)"
                    + "|Tcp_(?:ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|RetransSegs|CurrEstab)"
                    + "|Udp6?_(?:InDatagrams|OutDatagrams|NoPorts|RcvbufErrors|SndbufErrors)");

    /** A kernel has eight headings and some hundred fields; whoever makes up more has them read afresh each time. */
    private static final int MOST_KEPT = 1000;

    /** What the columns of a line are; nothing for those that aren't taken: they are the same each time. */
    private final Map<String, List<Optional<MetricFamily>>> headings = new ConcurrentHashMap<>();

    private final Map<String, Optional<MetricFamily>> ipv6Fields = new ConcurrentHashMap<>();

    private final Rootfs rootfs;

    NetstatReader(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public String name() {
        return "netstat";
    }

    @Override
    public void sample(SampleTable into) {
        FILES.forEach(path -> KernelFile.require(rootfs, path, into).ifPresent(file -> readPairs(file, into)));
        KernelFile.find(rootfs, IPV6, into).ifPresent(file -> file.requireLines(into, words -> readIpv6(words, into)));
    }

    /** {@code Udp6InDatagrams                 	17}. */
    private void readIpv6(Words words, SampleTable into) {
        Optional<MetricFamily> family = kept(ipv6Fields, words.next(), NetstatReader::ipv6Family);
        if (family.isPresent()) {
            into.add(family.get(), words.count());
        }
    }

    private static Optional<MetricFamily> ipv6Family(String field) {
        int end = field.indexOf('6') + 1;
        return end == 0 ? Optional.empty() : family(field.substring(0, end), field.substring(end));
    }

    /** {@code Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens …} above {@code Tcp: 1 200 120000 -1 17 …}. */
    private void readPairs(KernelFile file, SampleTable into) {
        Pairs pairs = new Pairs();
        file.eachLine(into, words -> {
            String heading = pairs.heading;
            if (heading == null) {
                pairs.heading = words.rest();
            } else {
                pairs.heading = null;
                pairs.read++;
                readCounts(heading, words, into);
            }
        });
        if (pairs.read == 0 || pairs.heading != null) {
            file.missing(into, "it ends too early");
        }
    }

    private void readCounts(String heading, Words words, SampleTable into) {
        String protocol = words.nextUpTo(':');
        if (!heading.startsWith(protocol + ":")) {
            throw new GarbledException("the counts of " + protocol + " have another heading");
        }
        for (Optional<MetricFamily> family : kept(headings, heading, NetstatReader::families)) {
            if (family.isPresent()) {
                into.add(family.get(), words.count());
            } else {
                words.skip(1);
            }
        }
    }

    private static List<Optional<MetricFamily>> families(String heading) {
        Words words = new Words(heading);
        String protocol = words.nextUpTo(':');
        List<Optional<MetricFamily>> families = new ArrayList<>();
        words.forEachRemaining(field -> families.add(family(protocol, field)));
        return families;
    }

    private static Optional<MetricFamily> family(String protocol, String field) {
        String name = protocol + "_" + field;
        return TAKEN.matcher(name).matches()
                ? Optional.of(new MetricFamily(
                        "node_netstat_" + name, MetricType.UNTYPED, "The count " + field + " of " + protocol + "."))
                : Optional.empty();
    }

    private static <V> V kept(Map<String, V> kept, String key, Function<String, V> make) {
        V known = kept.get(key);
        if (known != null) {
            return known;
        }
        V made = make.apply(key);
        if (kept.size() < MOST_KEPT) {
            kept.put(key, made);
        }
        return made;
    }

    /** How far a file was read. */
    private static final class Pairs {
        private @Nullable String heading;
        private int read;
    }
}
