package io.rightlink.app.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes requests that nobody means, of the endpoints there are. Each is determined by the seed and its number. Immutable.
 *
 * @param secret which opens everything
 * @param reader a token that can only read
 * @param mark a file; who has no right to it asks for it to be made
 */
record Requests(long seed, List<Endpoint> endpoints, String secret, String reader, String mark) {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?(\\w+)}");

    private static final List<String> METHODS = List.of(
            "GET",
            "PUT",
            "POST",
            "DELETE",
            "PATCH",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "get",
            "Post",
            "PROPFIND",
            "M-SEARCH",
            "X".repeat(300),
            "G\u00c9T",
            "PRI",
            "-",
            "GET\t");

    private static final List<String> HEADERS = List.of(
            "Accept: */*;q=2",
            "Accept: x",
            "Accept: text/html, application/xml;q=0.9",
            "Accept: application/json;q=0",
            "Accept: ,,,/",
            "Accept: text/event-stream",
            "Accept: application/yaml",
            "Accept: image/*",
            "Accept: \"",
            "Accept: " + "a/b,".repeat(200),
            "Accept-Charset: utf-7",
            "Accept-Encoding: gzip;q=x",
            "Accept-Language: -",
            "Accept-Language: " + "x-".repeat(400),
            "Range: bytes=-1",
            "Range: bytes=9-1,,",
            "Range: bytes=0-,0-,0-",
            "If-None-Match: W/\"",
            "If-None-Match: *",
            "If-Match: x",
            "If-Modified-Since: yesterday",
            "If-Modified-Since: Thu, 99 Foo 2026 99:99:99 GMT",
            "If-Unmodified-Since: 0",
            "Last-Event-ID: x",
            "Last-Event-ID: -1",
            "Last-Event-ID: 99999999999999999999",
            "Last-Event-ID: 0-0",
            "Last-Event-ID: \u00ff",
            "Expect: 100-continue",
            "Expect: moon",
            "Expect: 100-continue, x",
            "Origin: null",
            "Origin: http://[",
            "Sec-Fetch-Site: x",
            "Content-Encoding: gzip",
            "Content-Encoding: x",
            "Content-Language: ?",
            "Content-Type: a/b",
            "Cookie: a=\"",
            "Cookie: $Version=9; a=b;;",
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
            "Upgrade: websocket",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: 127.0.0.1",
            "Forwarded: for=\"[::1]\"",
            "Via: x",
            "TE: trailers",
            "Trailer: Content-Length",
            "Host: x",
            "Host: [::1",
            "Host: localhost:99999",
            "Host: a@b",
            "Connection: Content-Length, Host",
            "Keep-Alive: timeout=-1",
            "Content-Length: x",
            "Content-Length: -5",
            "Content-Length: 5, 6",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: x",
            "Transfer-Encoding: gzip, chunked",
            " folded: x",
            "\tX: y",
            "No colon",
            ": none",
            "X\u0000: y",
            "X: \u0001",
            "X: \u00e9",
            "\u00c3: x",
            "X: " + "y".repeat(3_000),
            "X: " + "y".repeat(9_000),
            "Authorization: Bearer",
            "Authorization: Basic :",
            "Authorization: Basic \u00ff",
            "Authorization: Digest x=\"",
            "X-RLL-Secret: ",
            "Authorization: Bearer x, Bearer y",
            "Content-Disposition: form-data; name=\"",
            "Date: x",
            "Prefer: wait=x",
            "Content-MD5: x");

    private static final List<String> TYPES = List.of(
            "",
            "x",
            "/",
            "application/json",
            "application/json;charset=",
            "application/json;charset=x-moon",
            "application/json;charset=utf-16",
            "application/json;charset=\"",
            "application/json; charset=utf-8; charset=utf-7",
            "text/plain;charset=ISO-2022-JP",
            "text/plain;;;=",
            "text/*",
            "*/*",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded;charset=moon",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=x",
            "multipart/mixed; boundary=" + "x".repeat(100),
            "application/xml",
            "application/yaml",
            "application/x-yaml",
            "application/octet-stream",
            "application/problem+json",
            "APPLICATION/JSON",
            "text/plain; q=0x",
            "text/\u00e9",
            "application/cbor",
            "text/event-stream",
            "a".repeat(2_000) + "/b",
            "application/json, text/plain");

    /** Returns the request of a number. */
    Request make(int number) {
        Dice dice = new Dice(seed, number);
        Endpoint endpoint = endpoints.get(number % endpoints.size());
        Mutations mutations = new Mutations(dice);
        boolean entitled = dice.chance(85);
        String method = dice.chance(92) ? endpoint.method() : dice.one(METHODS);
        String target = path(endpoint, dice, mutations) + query(endpoint, dice, mutations);
        Bodies.Body body = body(endpoint, dice, mutations, entitled);
        List<String> headers = new ArrayList<>(List.of("Host: localhost"));
        headers.addAll(credentials(dice, entitled));
        String type = dice.chance(85) ? body.type() : dice.one(TYPES);
        if (!type.isEmpty() && !body.text().isEmpty()) {
            headers.add("Content-Type: " + type);
        }
        int odd = dice.chance(25) ? 1 + dice.below(dice.chance(10) ? 40 : 2) : 0;
        for (int i = 0; i < odd; i++) {
            headers.add(dice.below(headers.size() + 1), dice.one(HEADERS));
        }
        if (dice.chance(2)) {
            headers.addAll(Collections.nCopies(150, "X: y"));
        }
        return framed(number, endpoint, dice, method + " " + target, headers, body.text(), odd == 0);
    }

    private static Request framed(
            int number, Endpoint endpoint, Dice dice, String line, List<String> headers, String body, boolean sound) {
        String version = dice.chance(98)
                ? "HTTP/1.1"
                : dice.one(List.of("HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/1.x", "", "http/1.1"));
        boolean chunked = dice.chance(15);
        boolean truthful = dice.chance(96);
        boolean stays = sound && truthful && version.equals("HTTP/1.1") && dice.chance(20);
        if (!stays) {
            headers.add("Connection: close");
        }
        String sent = chunked ? chunks(dice, body, truthful) : body;
        if (chunked) {
            headers.add("Transfer-Encoding: chunked");
        } else if (!body.isEmpty() || dice.chance(50)) {
            headers.add("Content-Length: " + (truthful ? body.length() : body.length() + dice.below(2_000) - 1_000));
        }
        String bytes = line + " " + version + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + sent;
        boolean cut = dice.chance(1);
        String from = "127.%d.%d.%d".formatted(dice.below(200), dice.below(250), 1 + dice.below(250));
        return new Request(
                number,
                endpoint,
                from,
                cut ? bytes.substring(0, 1 + dice.below(bytes.length())) : bytes,
                stays && !cut);
    }

    private static String chunks(Dice dice, String body, boolean truthful) {
        int half = body.length() / 2;
        String first = half == 0 ? "" : Integer.toHexString(half) + "\r\n" + body.substring(0, half) + "\r\n";
        String rest = body.isEmpty()
                ? ""
                : Integer.toHexString(body.length() - half) + "\r\n" + body.substring(half) + "\r\n";
        String end = truthful
                ? "0\r\n\r\n"
                : dice.one(List.of(
                        "", "x\r\n", "-1\r\n", "0\r\nX: y\r\n: z\r\n\r\n", "ffffffffff\r\n", "0\n\n", "1\r\nab"));
        return first + rest + end;
    }

    private static String path(Endpoint endpoint, Dice dice, Mutations mutations) {
        Matcher variable = VARIABLE.matcher(endpoint.path());
        String path =
                variable.replaceAll(found -> Matcher.quoteReplacement(name(found.group(1), endpoint, dice, mutations)));
        if (dice.chance(5)) {
            return mutations.spliced(path);
        }
        return switch (dice.below(100)) {
            case 0 -> path.replaceFirst("/(\\w)", "/%6" + dice.below(10));
            case 1 -> path + "/";
            case 2 -> path + "/" + "a/".repeat(1_000);
            case 3 -> "/" + path;
            case 4 -> path.replace("/", "//");
            case 5 -> dice.one(Nasty.ENCODED);
            case 6 -> "http://localhost" + path;
            case 7 -> "http://" + dice.one(Nasty.ENCODED) + path;
            case 8 -> path + "x".repeat(10_000);
            default -> path;
        };
    }

    private static String name(String variable, Endpoint endpoint, Dice dice, Mutations mutations) {
        List<String> right =
                switch (variable) {
                    case "name" ->
                        endpoint.path().startsWith("/v1/units")
                                ? List.of(
                                        "a.service",
                                        "a@b.service",
                                        "a.socket",
                                        "dev-x%5Cx2d.device",
                                        "-.mount",
                                        "rightlink-run-x.service",
                                        "a.moon")
                                : List.of("one", "two", "ONE", "cpu/idle", "log_level", "t");
                    case "dropIn" -> List.of("10-a.conf", "a.conf", "a", ".conf");
                    case "attachment" -> List.of("one", "two", "script");
                    case "container", "image" -> List.of("web", "0123456789ab", "nginx:latest", "sha256:00", "a/b:c");
                    case "part" -> List.of("docker", "systemd", "store", "liveness");
                    default -> List.of("one", "two", "0", "01890a5d-ac96-774b-bcce-b302099a8057");
                };
        String name = dice.one(right);
        if (dice.chance(80)) {
            return name;
        }
        return switch (dice.below(6)) {
            case 0 -> name + dice.one(Nasty.ENCODED);
            case 1 -> dice.one(Nasty.VALUES);
            case 2 -> name.repeat(1 + dice.below(300));
            case 3 -> mutations.spliced(mutations.spliced(name));
            default -> dice.one(Nasty.ENCODED);
        };
    }

    private static String query(Endpoint endpoint, Dice dice, Mutations mutations) {
        List<String> parts = new ArrayList<>();
        for (String parameter : endpoint.parameters()) {
            if (dice.chance(parameter.length() > 12 ? 80 : 45)) {
                parts.add(parameter + "=" + dice.one(dice.chance(85) ? Nasty.VALUES : Nasty.ENCODED));
            }
        }
        if (dice.chance(8)) {
            parts.add(dice.one(List.of(
                    "moon=1",
                    "force",
                    "=",
                    "&",
                    "%",
                    "%ff=1",
                    "a=" + "x".repeat(4_000),
                    "a=1&".repeat(1_100),
                    "arguments[",
                    "[]=1")));
        }
        if (!parts.isEmpty() && dice.chance(8)) {
            parts.add(parts.getFirst());
        }
        String query = parts.isEmpty() ? "" : "?" + String.join("&", parts);
        return query.isEmpty() || dice.chance(92) ? query : mutations.spliced(query);
    }

    private Bodies.Body body(Endpoint endpoint, Dice dice, Mutations mutations, boolean entitled) {
        boolean reads = endpoint.method().startsWith("P");
        if (!reads && dice.chance(90)) {
            return new Bodies.Body("", "");
        }
        Bodies.Body fit = Bodies.fit(endpoint, dice);
        if (fit.type().contains("form") && !endpoint.parameters().isEmpty()) {
            fit = new Bodies.Body(fit.type(), dice.one(endpoint.parameters()) + "=" + dice.one(Nasty.VALUES));
        }
        if (!entitled && !endpoint.path().contains("collectd")) {
            return new Bodies.Body(
                    fit.type(), fit.text().replace("#!/bin/false", "#!/bin/sh").replace("exit 0", "touch " + mark));
        }
        if (dice.below(1_000) == 0) {
            return new Bodies.Body(fit.type(), fit.text() + "x".repeat(5_000_000));
        }
        return dice.chance(85) ? mutations.of(fit) : fit;
    }

    private List<String> credentials(Dice dice, boolean entitled) {
        if (entitled) {
            return List.of(dice.one(List.of("X-RLL-Secret: ", "Authorization: Bearer ")) + secret);
        }
        return switch (dice.below(6)) {
            case 0 -> List.of();
            case 1 -> List.of("Authorization: Bearer " + reader);
            case 2 -> List.of("X-RLL-Secret: " + Bodies.PLANTED);
            case 3 -> List.of("Authorization: Basic " + Bodies.PLANTED);
            case 4 -> List.of("Authorization: bearer rlt_" + "a".repeat(12) + "_" + Bodies.PLANTED);
            default -> List.of("X-RLL-Secret: " + secret.substring(1) + dice.one(Nasty.ENCODED));
        };
    }
}
