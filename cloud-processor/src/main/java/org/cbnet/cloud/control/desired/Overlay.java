package org.cbnet.cloud.control.desired;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.cloud.control.table.Position;
import org.cbnet.schemas.record.DesiredState;

/**
 * Wants something of devices by a rule, without a record for each: weaker than what is wanted of
 * the one device, stronger than its groups.
 */
public interface Overlay {
  /** Wants nothing of anybody. */
  Overlay NONE =
      new Overlay() {
        @Override
        public Opinion of(String deviceId, List<String> groups) {
          return new Opinion(new Position("", 0), Optional.empty());
        }

        @Override
        public void listen(Runnable changed) {
          // Nothing ever changes.
        }
      };

  /**
   * What is wanted of a device.
   *
   * @param position up to where was read to know it
   * @param state nothing where nothing is wanted
   */
  record Opinion(Position position, Optional<DesiredState> state) {
    public Opinion {
      Objects.requireNonNull(position, "position is null");
      Objects.requireNonNull(state, "state is null");
    }
  }

  /** What is wanted of a device now. */
  Opinion of(String deviceId, List<String> groups);

  /**
   * Tells when devices may be wanted something else of.
   *
   * @param changed must be quick
   */
  void listen(Runnable changed);
}
