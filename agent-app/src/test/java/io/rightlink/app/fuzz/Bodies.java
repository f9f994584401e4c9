package io.rightlink.app.fuzz;

import java.util.List;

/** Bodies that are right, one kind for each endpoint that reads one. What they have run does nothing, and what they write is small. */
final class Bodies {

    /** No answer may have it. */
    static final String PLANTED = "pl4nt3dS3cr3t";

    /** A body, and what it is called. */
    record Body(String type, String text) {}

    private static final String METADATA = """
            RightScript Name: one
            Description: >
              Does nothing
            Inputs:
              ONE: {Input Type: single, Category: c, Description: d, Default: "text:1", Required: false, Advanced: true}
              TWO:
                Input Type: array
                Default: array:["text:a","text:b"]
                Possible Values: [array:["text:a"]]
            Attachments: [one, two]
            Packages: curl jq
            """;

    private static final String TEMPLATE = """
            Name: T
            Description: d
            Inputs:
              ONE: text:1
              TWO: cred:TWO
            RightScripts:
              Boot:
              - one
              - Name: two
                Placement: agent
                Timeout: PT1M
              Operational: []
              Decommission: [one]
            Alerts:
            - Name: a
              Description: d
              Clause: If cpu-0/cpu-idle.value < 5 for 5 minutes Then escalate critical
            """;

    private static final List<String> RUNS = List.of(
            "{\"script\":{\"source\":\"#!/bin/false\\nexit 0\\n\"},\"inputs\":{\"ONE\":\"text:1\",\"TWO\":\"array:[\\\"text:a\\\"]\"},"
                    + "\"placement\":\"agent\",\"thread\":\"default\",\"timeout\":\"PT10S\"}",
            "{\"script\":{\"name\":\"one\"},\"inputs\":{\"ONE\":\"env:x:Y\"}}");

    private static final String SCHEDULE =
            "{\"script\":{\"name\":\"one\"},\"cron\":\"0 0 3 1 1 *\",\"zone\":\"Europe/Berlin\",\"window\":{\"days\":[\"SUNDAY\"],"
                    + "\"from\":\"03:00\",\"to\":\"05:00\"},\"jitter\":\"PT1M\",\"inputs\":{},\"enabled\":true}";

    private static final String ALERT =
            "{\"clause\":\"If cpu-0/cpu-idle.value < 5 for 5 minutes Then escalate critical\",\"description\":\"d\"}";

    private static final String UNIT = """
            [Unit]
            Description=d
            [Service]
            ExecStart=/bin/false %i \\
              more
            Environment="A=b c" C=d
            [Install]
            WantedBy=multi-user.target
            """;

    private static final List<String> VALUES = List.of(
            "PUTVAL h/cpu-0/cpu-idle interval=10 N:5\nPUTVAL h/a/gauge-x 1767225600:1:2\n",
            "PUTVAL \"h/if-eth 0/if_octets\" 1767225600.5:1:U\r\nPUTNOTIF message=\"m\" severity=okay time=1 host=h\n",
            "[{\"values\":[1,null],\"dstypes\":[\"gauge\",\"derive\"],\"dsnames\":[\"a\",\"b\"],\"time\":1767225600.1,"
                    + "\"interval\":10,\"host\":\"h\",\"plugin\":\"p\",\"plugin_instance\":\"\",\"type\":\"t\",\"type_instance\":\"\"}]");

    private Bodies() {}

    /** Returns one that fits the endpoint, or a form if it reads none. */
    static Body fit(Endpoint endpoint, Dice dice) {
        String path = endpoint.path();
        if (path.startsWith("/v1/runs")) {
            return new Body("application/json", dice.one(RUNS));
        } else if (path.startsWith("/v1/schedules")) {
            return new Body("application/json", SCHEDULE);
        } else if (path.startsWith("/v1/alerts")) {
            return new Body("application/json", ALERT);
        } else if (path.startsWith("/v1/tokens")) {
            return new Body("application/json", "{\"name\":\"t\",\"role\":\"read\",\"expiresIn\":\"PT1H\"}");
        } else if (path.startsWith("/v1/template")) {
            return new Body("application/yaml", TEMPLATE);
        } else if (path.endsWith("{attachment}")) {
            return new Body("application/octet-stream", "\u0000\u0001\u00ff");
        } else if (path.startsWith("/v1/scripts")) {
            return new Body("text/plain", script(dice.one(List.of("# ", "// ", "-- ", "#", "", "; ", "rem ", "/* "))));
        } else if (path.startsWith("/v1/units")) {
            return new Body("text/plain", UNIT);
        } else if (path.startsWith("/rll/env") || path.startsWith("/rll/proc")) {
            return new Body(
                    dice.one(List.of("application/json", "text/plain")),
                    dice.one(List.of(
                            PLANTED, "{\"payload\":\"" + PLANTED + "\"}", "{\"payload\":{\"" + PLANTED + "\":1}}")));
        } else if (path.contains("collectd")) {
            return new Body("text/plain", dice.one(VALUES));
        }
        return new Body("application/x-www-form-urlencoded", "force=true&name=x&enable_docker=none");
    }

    private static String script(String sign) {
        return "#!/bin/false\n" + sign + "---\n" + METADATA.strip().replaceAll("(?m)^", sign) + "\n" + sign
                + "...\nexit 0\n";
    }
}
