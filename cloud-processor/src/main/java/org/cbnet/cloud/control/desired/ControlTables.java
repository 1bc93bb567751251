package org.cbnet.cloud.control.desired;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.cbnet.cloud.control.table.ControlTable;
import org.cbnet.cloud.control.table.TableSettings;
import org.cbnet.cloud.start.StartException;
import org.cbnet.cloud.state.ResolvedState;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DesiredState;
import org.cbnet.schemas.record.DeviceRecord;

/**
 * The tables that steering rests on.
 *
 * @param registry devices by id
 * @param desired states by key of their {@link Level}
 * @param resolved what devices were told last, by id
 */
public record ControlTables(
    ControlTable<DeviceRecord> registry,
    ControlTable<DesiredState> desired,
    ControlTable<ResolvedState> resolved)
    implements AutoCloseable {

  public ControlTables {
    Objects.requireNonNull(registry, "registry is null");
    Objects.requireNonNull(desired, "desired is null");
    Objects.requireNonNull(resolved, "resolved is null");
  }

  /** Opens them all. */
  public static ControlTables open(TableSettings settings) throws StartException {
    ControlTable<DeviceRecord> registry = ControlTable.open(Topics.DEVICE_REGISTRY, settings);
    try {
      ControlTable<DesiredState> desired = ControlTable.open(Topics.DEVICE_DESIRED, settings);
      try {
        return new ControlTables(
            registry, desired, ControlTable.open(ResolvedTopic.TOPIC, settings));
      } catch (StartException e) {
        desired.close();
        throw e;
      }
    } catch (StartException e) {
      registry.close();
      throw e;
    }
  }

  /** Why they can't be read; nothing where they can. */
  public Optional<String> obstacle() {
    return Stream.of(registry.obstacle(), desired.obstacle(), resolved.obstacle())
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public void close() {
    resolved.close();
    desired.close();
    registry.close();
  }
}
