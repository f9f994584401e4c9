package io.rightlink.app.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The unit that runs the agent, as shipped. Stateless. */
final class UnitTemplate {

    private UnitTemplate() {}

    /**
     * Fills it in.
     *
     * @param image the agent's image, {@code rightlink/rightlink:1.2.3}
     * @param listen {@code docker-bridge:88}, or an address and a port
     * @param bridgeAddress the address that the Docker bridge has now
     */
    static String render(String image, String listen, String bridgeAddress) {
        return text().replace("@IMAGE@", image)
                .replace("@LISTEN@", listen)
                .replace("@BRIDGE_ADDRESS@", bridgeAddress)
                .lines()
                .filter(line -> !line.startsWith("# The RightLink agent"))
                .reduce(
                        "# Written by 'rightlink install', which writes it again when it is run again.\n",
                        (a, b) -> a + b + "\n");
    }

    private static String text() {
        try (InputStream unit = UnitTemplate.class.getResourceAsStream("rightlink.service")) {
            if (unit == null) {
                throw new IllegalStateException("This RightLink was built without its unit");
            }
            return new String(unit.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the unit that this RightLink was built with", e);
        }
    }
}
