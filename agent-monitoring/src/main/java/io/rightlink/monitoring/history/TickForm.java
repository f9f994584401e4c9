package io.rightlink.monitoring.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * How the slots of a window are written that came or changed since the last tick: of each series the difference of its number to the
 * one before, a bit for each slot, and of each slot the count, the average, and the maximum of more than one. Read in their order, the
 * last state of a slot is the one that holds. Stateless.
 */
final class TickForm {

    private TickForm() {}

    /** Returns what is unwritten, or empty if nothing is. */
    static Optional<byte[]> write(Window window) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            int id = 0;
            for (Map.Entry<LiveSeries, Points> entry : window.points().entrySet()) {
                if (entry.getValue().unwritten() != 0) {
                    out.writeInt(entry.getKey().id() - id);
                    id = entry.getKey().id();
                    write(entry.getValue(), out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size() == 0 ? Optional.empty() : Optional.of(Deflated.pack(bytes.toByteArray()));
    }

    /**
     * Puts what was written into a window.
     *
     * @param series by their number
     * @throws GarbledHistoryException if that is no tick
     */
    static void read(byte[] tick, Window window, IntFunction<LiveSeries> series) {
        byte[] bytes = Deflated.unpack(tick);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            int id = 0;
            while (in.available() > 0) {
                id += in.readInt();
                read(in, window.of(series.apply(id)));
            }
        } catch (EOFException | IndexOutOfBoundsException e) {
            throw new GarbledHistoryException("Cannot read a tick of " + bytes.length + " bytes: " + e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Points points, DataOutputStream out) throws IOException {
        out.writeLong(points.unwritten());
        for (long rest = points.unwritten(); rest != 0; rest &= rest - 1) {
            int slot = Long.numberOfTrailingZeros(rest);
            out.writeShort(points.count(slot));
            out.writeFloat(points.average(slot));
            if (points.count(slot) > 1) {
                out.writeFloat(points.maximum(slot));
            }
        }
    }

    private static void read(DataInputStream in, Points points) throws IOException {
        for (long rest = in.readLong(); rest != 0; rest &= rest - 1) {
            int slot = Long.numberOfTrailingZeros(rest);
            int count = in.readShort();
            float average = in.readFloat();
            points.set(slot, average, count > 1 ? in.readFloat() : average, count);
        }
    }
}
