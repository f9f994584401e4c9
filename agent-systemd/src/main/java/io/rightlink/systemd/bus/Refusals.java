package io.rightlink.systemd.bus;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import java.util.function.BooleanSupplier;
import org.freedesktop.dbus.errors.InvalidArgs;
import org.freedesktop.dbus.errors.NoReply;
import org.freedesktop.dbus.errors.ServiceUnknown;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.exceptions.NotConnected;
import org.freedesktop.systemd1.BadUnitSetting;
import org.freedesktop.systemd1.LoadFailed;
import org.freedesktop.systemd1.NoSuchUnit;

/** What systemd's errors mean for those who ask the agent. Stateless. */
final class Refusals {

    private Refusals() {}

    /** @param alive tells whether the connection is still there: an error without a type of its own may be that of its loss */
    static ProblemException problem(RuntimeException error, BooleanSupplier alive) {
        return switch (error) {
            case ProblemException problem -> problem;
            case NoSuchUnit e -> new NotFoundException("unit-not-found", String.valueOf(e.getMessage()));
            case InvalidArgs e -> new InvalidException("systemd-refused", "systemd refused: " + e.getMessage());
            case LoadFailed e -> unloadable(e);
            case BadUnitSetting e -> unloadable(e);
            case ServiceUnknown e -> unanswered(e);
            case NoReply e -> unanswered(e);
            case NotConnected e -> unanswered(e);
            case DBusExecutionException e
            when alive.getAsBoolean() -> new ConflictException("systemd-refused", "systemd refused: " + e.getMessage());
            default -> unanswered(error);
        };
    }

    private static ProblemException unloadable(RuntimeException error) {
        return InvalidException.unprocessable("unit-not-loadable", "systemd can't load it: " + error.getMessage());
    }

    private static ProblemException unanswered(RuntimeException error) {
        return new UnavailableException("systemd-unavailable", "systemd did not answer: " + error.getMessage(), error);
    }
}
