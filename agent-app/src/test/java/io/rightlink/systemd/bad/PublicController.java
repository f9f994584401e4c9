package io.rightlink.systemd.bad;

import io.rightlink.docker.container.Containers;
import java.io.IOException;
import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Breaks every rule that a class can break. */
@RestController
public class PublicController {

    @Autowired
    private Containers containersOfAnotherRoom;

    /** Names no role, and tells a caller about D-Bus. */
    @GetMapping("/open-to-anybody")
    public DBusPath get() throws IOException, InterruptedException {
        new ProcessBuilder(List.of("true")).start();
        Thread.sleep(1);
        return new DBusPath(String.valueOf(containersOfAnotherRoom));
    }
}
