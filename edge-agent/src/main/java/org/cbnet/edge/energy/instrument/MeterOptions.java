package org.cbnet.edge.energy.instrument;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.edge.energy.Board;
import org.cbnet.edge.energy.MeterKind;

/**
 * Which meter, and what it needs to know.
 *
 * @param board whose model tells what no instrument does
 * @param address of a plug: scheme, host and port
 * @param device a logger's device or FIFO, or a monitor's folder under hwmon
 * @param columns of a logger's lines
 * @param sampleInterval between two looks; empty for the meter's own
 * @param idle what the operator states; before any calibration
 * @param gain relative standard uncertainty that the operator states
 * @param correction of the Pi 5's own figures
 * @param stateDirectory with the last calibration
 */
public record MeterOptions(
    MeterKind kind,
    Board board,
    Optional<URI> address,
    Optional<Path> device,
    Optional<CsvColumns> columns,
    Optional<Duration> sampleInterval,
    Optional<IdlePower> idle,
    OptionalDouble gain,
    Optional<Correction> correction,
    Path stateDirectory) {}
