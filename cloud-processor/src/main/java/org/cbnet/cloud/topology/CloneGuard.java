package org.cbnet.cloud.topology;

import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.device.Installs;
import org.cbnet.cloud.device.InstallsKey;
import org.cbnet.cloud.device.Sender;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.topology.Refusal.Reason;

/**
 * Refuses what a copied card sends. Each kind of record is judged by itself: the order between
 * topics is not the same in a recount, that within one is.
 */
final class CloneGuard {
  private final KeyValueStore<InstallsKey, Installs> installs;
  private final String kind;

  /**
   * @param kind of record, a part of the keys
   */
  CloneGuard(ProcessingContext context, String kind) {
    this.installs = CloudStores.INSTALLS.of(context);
    this.kind = Objects.requireNonNull(kind, "kind is null");
  }

  /** Why a record is refused, if it is; nothing of it may be remembered then. */
  Optional<Refusal> check(String deviceId, Sender from, Arrival arrival) {
    InstallsKey key = new InstallsKey(deviceId, kind);
    Installs row = installs.get(key);
    if (row == null) {
      return Optional.empty();
    }
    if (row.isOnly(from)) {
      return Optional.empty();
    }
    Optional<String> elder = row.refuse(from, arrival.appendMillis());
    if (!row.clashes().isEmpty()) {
      // Asking may have changed it, and such rows are few.
      installs.put(key, row);
    }
    return elder.map(
        older ->
            new Refusal(
                Reason.CLONE,
                "device %s is live twice: '%s %s' is younger than '%s'"
                    .formatted(deviceId, from.installId(), from.osBootId(), older)));
  }

  /** Notes who has sent a record that was taken and was new. */
  void note(String deviceId, Sender from, Arrival arrival) {
    InstallsKey key = new InstallsKey(deviceId, kind);
    Installs row = Optional.ofNullable(installs.get(key)).orElseGet(Installs::empty);
    if (row.note(from, arrival.appendMillis())) {
      installs.put(key, row);
    }
  }
}
