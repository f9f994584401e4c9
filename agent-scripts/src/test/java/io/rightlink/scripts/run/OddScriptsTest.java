package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.output;
import static io.rightlink.scripts.run.AssembledRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rightlink.scripts.script.AttachmentName;
import io.rightlink.scripts.script.ScriptName;
import io.rightlink.scripts.script.ScriptSource;
import io.rightlink.scripts.script.Scripts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts of every kind, and what they do to themselves. */
@Timeout(300)
class OddScriptsTest {

    private static final int MEGABYTES = Boolean.getBoolean("torture") ? 1_024 : 64;

    /** Of a heap on which a run keeps its tail and a chunk or two. */
    private static final long HEAP_BYTES = 16 << 20;

    /** The head and the tail of its output. */
    private static final long KEPT_BYTES = (1 << 20) + (256 << 10);

    private static final ScriptName NAME = new ScriptName("odd");

    @TempDir
    Path state;

    @TempDir
    Path elsewhere;

    private AssembledRuns agent;

    @BeforeEach
    void assemble() {
        agent = new AssembledRuns(state);
    }

    @AfterEach
    void leavesNothingButOutput() throws IOException {
        for (String id : agent.runDirectories()) {
            assertThat(agent.filesOf(id)).as(id).containsExactly("output");
        }
        await().untilAsserted(() -> assertThat(zombies()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /bin/bash             | a=(hello $WHO); echo ${a[@]}; exit 3
            /usr/bin/env bash     | a=(hello $WHO); echo ${a[@]}; exit 3
            /usr/bin/python3      | import os, sys; print('hello', os.environ['WHO']); sys.exit(3)
            /usr/bin/env -S perl -w | print "hello $ENV{WHO}\\n"; exit 3
            """)
    void areRunByWhateverTheirFirstLineNames(String interpreter, String script) {
        agent.play(runs -> {
            runs.submit(
                    new RunId("one"),
                    new RunRequest(
                            RunRequest.Script.of("#!" + interpreter + "\n" + script + "\n"),
                            Map.of("WHO", "text:you"),
                            null,
                            null,
                            null));

            Run run = ended(runs, "one");

            assertThat(output(runs, "one")).isEqualTo("hello you\n");
            assertThat(run.exitCode()).isEqualTo(3);
        });
    }

    @Test
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
    void mayBeABinaryThatIsAttached() {
        agent.context().run(context -> {
            Scripts scripts = context.getBean(Scripts.class);
            scripts.put(NAME, new ScriptSource("""
                    #!/bin/sh
                    # ---
                    # RightScript Name: odd
                    # Attachments: [tool]
                    # ...
                    chmod +x $RS_ATTACH_DIR/tool && exec $RS_ATTACH_DIR/tool
                    """));
            scripts.put(NAME, new AttachmentName("tool"), staticBinary());
            Runs runs = context.getBean(Runs.class);
            RunRequest.Script script = new RunRequest.Script(null, NAME.value());
            runs.submit(new RunId("one"), new RunRequest(script, null, null, null, null));

            assertThat(ended(runs, "one").exitCode()).isEqualTo(42);
            assertThat(output(runs, "one")).isEqualTo("static\n");
        });
    }

    @Test
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
    void mayHaveABinaryForAnInterpreter() throws IOException {
        Path tool = Files.write(elsewhere.resolve("tool"), staticBinary());
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        agent.play(runs -> {
            RunRequest.Script script = RunRequest.Script.of("#!" + tool + "\nwhatever it makes of it\n");
            runs.submit(new RunId("one"), new RunRequest(script, null, null, null, null));

            assertThat(ended(runs, "one").exitCode()).isEqualTo(42);
            assertThat(output(runs, "one")).isEqualTo("static\n");
        });
    }

    @Test
    void mayPrintAnyByte() {
        agent.play(runs -> {
            Run run = run(
                    runs, "one", "i=0; while [ $i -lt 256 ]; do printf \"\\\\$(printf %o $i)\"; i=$((i + 1)); done");

            byte[] all = new byte[256];
            IntStream.range(0, 256).forEach(i -> all[i] = (byte) i);
            assertThat(Files.readAllBytes(state.resolve("runs/one/output"))).isEqualTo(all);
            assertThat(run.outputSha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(all)));
        });
    }

    @Test
    void printMuchInBoundedMemoryWhileOthersGoOn() {
        agent.play(runs -> {
            run(runs, "warm", "head -c 8000000 /dev/zero");
            long before = heapBytes();
            long bytes = (long) MEGABYTES << 20;
            runs.submit(
                    new RunId("much"),
                    AssembledRuns.script("head -c " + bytes + " /dev/zero; echo the end", Map.of(), "much"));
            long most = 0;
            for (int beside = 0; !runs.get(new RunId("much")).state().ended() || beside == 0; beside++) {
                assertThat(run(runs, "beside-" + beside, "echo beside").state()).isEqualTo(RunState.SUCCEEDED);
                most = Math.max(most, heapBytes());
            }

            Run much = ended(runs, "much");
            assertThat(much.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(most - before).as("bytes of heap").isLessThan(HEAP_BYTES);
            assertThat(output(runs, "much"))
                    .contains("\n[rightlink: " + (bytes + 8 - KEPT_BYTES) + " bytes left out]\n")
                    .endsWith("the end\n");
        });
    }

    @Test
    void findNothingToRead() {
        agent.play(runs -> {
            Run run = run(runs, "one", "cat; read line || echo the end");

            assertThat(output(runs, "one")).isEqualTo("the end\n");
            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    @Test
    void mayDieOfASignal() {
        agent.play(runs -> {
            Run run = run(runs, "one", "echo before; kill -SEGV $$; echo after");

            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.signal()).isEqualTo(11);
            assertThat(run.exitCode()).isNull();
            assertThat(output(runs, "one")).isEqualTo("before\n");
        });
    }

    @Test
    void failOfThemselvesWhereTheyMayWriteNoMore() {
        agent.play(runs -> {
            Run full = run(runs, "full", "head -c 9 /dev/zero > /dev/full || exit 3");
            Run limited = run(runs, "limited", "trap '' XFSZ; ulimit -f 1; head -c 100000 /dev/zero > file || exit 4");

            assertThat(full.exitCode()).isEqualTo(3);
            assertThat(output(runs, "full")).contains("No space left on device");
            assertThat(limited.exitCode()).isEqualTo(4);
            assertThat(output(runs, "limited")).contains("File too large");
            assertThat(run(runs, "another", "true").state()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Children of this process that have ended and that nobody has asked how. */
    private static List<String> zombies() throws IOException {
        String ours = ") Z " + ProcessHandle.current().pid() + " ";
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(process -> stat(process.resolve("stat")))
                    .filter(stat -> stat.contains(ours))
                    .toList();
        }
    }

    private static String stat(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Returns a program for Linux on x86-64 that needs nothing but the kernel: it prints "static" and exits with 42.
     *
     * @see <a href="https://man7.org/linux/man-pages/man5/elf.5.html">elf(5)</a>
     */
    private static byte[] staticBinary() {
        byte[] code = HexFormat.ofDelimiter(" ")
                .parseHex(
                        "b8 01 00 00 00 " // write
                                + "bf 01 00 00 00 " // to standard output
                                + "48 8d 35 13 00 00 00 " // what is 19 bytes on
                                + "ba 07 00 00 00 " // 7 bytes
                                + "0f 05 "
                                + "b8 3c 00 00 00 " // exit
                                + "bf 2a 00 00 00 " // with 42
                                + "0f 05");
        byte[] text = "static\n".getBytes(StandardCharsets.US_ASCII);
        int headers = 64 + 56;
        int size = headers + code.length + text.length;
        long base = 0x400000;
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(HexFormat.of().parseHex("7f454c46020101000000000000000000"));
        file.putShort((short) 2).putShort((short) 62).putInt(1);
        file.putLong(base + headers).putLong(64).putLong(0).putInt(0);
        file.putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 0);
        file.putShort((short) 0).putShort((short) 0);
        file.putInt(1).putInt(5).putLong(0).putLong(base).putLong(base);
        file.putLong(size).putLong(size).putLong(4096);
        return file.put(code).put(text).array();
    }
}
