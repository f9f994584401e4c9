package io.rightlink.deploy;

import java.util.LinkedHashMap;
import java.util.Map;

/** A ServerTemplate and its scripts, as an operator puts them on a host before the agent is there. Every script leaves a mark. */
final class HostScripts {

    /** Where the host and the agent's container have the same file. */
    static final String MARKS = "/var/lib/rightlink/marks";

    private final Map<String, String> sources = new LinkedHashMap<>();
    private String lists = "";

    /** Adds a script that leaves a mark and then goes on; {@code $DECOM_REASON} is part of the mark. */
    HostScripts script(String name, String source) {
        sources.put(name, "#!/bin/sh\necho " + name + " $DECOM_REASON >>" + MARKS + "\n" + source + "\n");
        return this;
    }

    HostScripts template(String lists) {
        this.lists = lists;
        return this;
    }

    /** Returns a shell script that puts them in their place. */
    String install() {
        StringBuilder shell = new StringBuilder("set -e; umask 077; mkdir -p /var/lib/rightlink/scripts\n");
        sources.forEach((name, source) -> shell.append("mkdir -p /var/lib/rightlink/scripts/")
                .append(name)
                .append("; cat >/var/lib/rightlink/scripts/")
                .append(name)
                .append("/script <<'END'\n")
                .append(source)
                .append("END\n"));
        return shell.append("cat >/var/lib/rightlink/template.yaml <<'END'\nName: a host\nRightScripts: ")
                .append(lists)
                .append("\nEND\ntouch ")
                .append(MARKS)
                .append('\n')
                .toString();
    }
}
