package org.cbnet.cloud.store;

import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.failure;
import static org.cbnet.cloud.TestRecords.result;
import static org.cbnet.cloud.TestRecords.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.cbnet.cloud.TestCloud;
import org.cbnet.schemas.Topics;

/**
 * State as this version's code writes it, one line an entry: store, key and value in hexadecimal.
 */
final class StateSample {

  /** Stores whose values are mere numbers. */
  static final Set<String> PLAIN = Set.of(CloudStores.EMISSIONS.name(), PairingStores.DUES.name());

  private StateSample() {}

  /** What the same few records come to, whatever the version. */
  static List<String> write() {
    List<String> lines = new ArrayList<>();
    try (TestCloud cloud = new TestCloud()) {
      feed(cloud);
      CloudStores.ALL.forEach(store -> entries(cloud, store, lines));
      PairingStores.KEPT_ROWS.keySet().stream()
          .sorted(Comparator.comparing(Store::name))
          .forEach(store -> entries(cloud, store, lines));
    }
    return lines;
  }

  private static void feed(TestCloud cloud) {
    cloud.send(batch("pi-1", 0, 5).setRunId("run-1").setPairedArms(2).build());
    cloud.send(batch("pi-1", 3, 5).setRunId("run-1").build());
    cloud.send(batch("pi-1", 20, 2).setSite("no site").build());
    cloud.send(batch("pi-2", 0, 3).build(), NOON.plus(Duration.ofDays(9)));
    cloud.send(
        batch("pi-2", 3, 2)
            .setReplayed(true)
            .setResults(
                List.of(failure("a").build(), result("b").setTrueLabel(1).setExit("1").build()))
            .build());
    cloud.send(energy("pi-1", 0).setRunId("run-1").build());
    cloud.send(energy("pi-1", 1).setSource("metered").setInferenceCount(-1).build());
    cloud.send(status("pi-1", 8).build());
    cloud.sendRaw(Topics.INFERENCE_RESULTS, null, "garbage".getBytes(StandardCharsets.UTF_8), NOON);
  }

  private static <K, V> void entries(TestCloud cloud, Store<K, V> store, List<String> lines) {
    cloud.each(
        store,
        entry ->
            lines.add(
                "%s %s %s"
                    .formatted(
                        store.name(),
                        hex(store.key().serializer().serialize("any", entry.key)),
                        hex(store.value().serializer().serialize("any", entry.value)))));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
