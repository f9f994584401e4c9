package io.rightlink.systemd.bus;

import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;

/**
 * systemd's manager object, as far as the agent calls it.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.systemd1.html">org.freedesktop.systemd1(5)</a>
 */
@DBusInterfaceName("org.freedesktop.systemd1.Manager")
public interface Manager extends DBusInterface {

    void Subscribe();

    void Reload();

    List<LoadedUnit> ListUnits();

    /** Returns a line for each, loading those whose files are there. */
    List<LoadedUnit> ListUnitsByNames(List<String> names);

    List<UnitFile> ListUnitFiles();

    DBusPath LoadUnit(String name);

    /** Keeps a unit loaded, with what its last run left to be read, until {@link #UnrefUnit} or the end of the connection. */
    void RefUnit(String name);

    void UnrefUnit(String name);

    /** Fails with {@link org.freedesktop.systemd1.NoSuchJob} once it has left the queue. */
    DBusPath GetJob(UInt32 id);

    DBusPath StartUnit(String name, String mode);

    DBusPath StopUnit(String name, String mode);

    DBusPath RestartUnit(String name, String mode);

    DBusPath ReloadUnit(String name, String mode);

    /**
     * Makes a unit that has no file, and starts it. It is gone once it is inactive and nobody refers to it.
     *
     * @param auxiliary further units to be made with it
     */
    DBusPath StartTransientUnit(String name, String mode, List<UnitSetting> settings, List<AuxiliaryUnit> auxiliary);

    /**
     * Signals processes of a unit.
     *
     * @param whom {@code main}, {@code control} or {@code all}
     */
    void KillUnit(String name, String whom, int signal);

    List<UnitProcess> GetUnitProcesses(String name);

    EnabledUnitFiles EnableUnitFiles(List<String> files, boolean runtime, boolean force);

    List<UnitFileChange> DisableUnitFiles(List<String> files, boolean runtime);

    /** Makes a failed unit an inactive one. */
    void ResetFailedUnit(String name);

    void CleanUnit(String name, List<String> mask);

    /** Emitted when a job has left the queue, with what came of it: {@code done}, {@code failed}, {@code timeout}, … */
    final class JobRemoved extends DBusSignal {

        private final DBusPath job;
        private final String result;

        public JobRemoved(String path, UInt32 id, DBusPath job, String unit, String result) throws DBusException {
            super(path, id, job, unit, result);
            this.job = job;
            this.result = result;
        }

        public DBusPath job() {
            return job;
        }

        public String result() {
            return result;
        }
    }

    /** Emitted when a unit was loaded. */
    final class UnitNew extends DBusSignal {
        public UnitNew(String path, String id, DBusPath unit) throws DBusException {
            super(path, id, unit);
        }
    }

    /** Emitted when a unit is loaded no more. */
    final class UnitRemoved extends DBusSignal {
        public UnitRemoved(String path, String id, DBusPath unit) throws DBusException {
            super(path, id, unit);
        }
    }

    /** Emitted when a client had unit files enabled, disabled, masked or linked. */
    final class UnitFilesChanged extends DBusSignal {
        public UnitFilesChanged(String path) throws DBusException {
            super(path);
        }
    }

    /** Emitted before and after systemd reads all its unit files again. */
    final class Reloading extends DBusSignal {
        public Reloading(String path, boolean active) throws DBusException {
            super(path, active);
        }
    }
}
