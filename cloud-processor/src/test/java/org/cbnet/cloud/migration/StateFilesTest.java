package org.cbnet.cloud.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.migration.Lines.End;
import org.cbnet.cloud.migration.Lines.Header;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PairingStores;
import org.cbnet.cloud.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of exported state; that it moves is tested with a broker. */
class StateFilesTest {
  @TempDir private Path folder;

  @Test
  void everyStoreIsMovedOrLeftOnPurpose() {
    Set<Store<?, ?>> left = new HashSet<>(CloudStores.ALL);
    left.addAll(PairingStores.KEPT_ROWS.keySet());
    Relocation.ALL.forEach(each -> left.remove(each.store()));

    assertThat(left)
        .as("a new store needs a Relocation, or a reason here why it has none")
        .containsExactlyInAnyOrder(
            // Full again within minutes.
            CloudStores.LETTER_LIMITS,
            // Sent again by the partitions once a row is corrected.
            CloudStores.WINDOW_PARTS,
            CloudStores.WINDOW_MERGES,
            // Counted again from the outcomes that the topic keeps.
            PairingStores.BUCKETS,
            PairingStores.DUES,
            PairingStores.COHORTS,
            PairingStores.PAIRS,
            PairingStores.PARTITIONS);
  }

  @Test
  void aFileThatWasCutIsRefused() throws Exception {
    Path file = write(new Header(Lines.FORMAT, StateFormat.VERSION, "cbnet", 4, "now"), null);

    refused(file, "is not whole");
  }

  @Test
  void aFileThatMissesEntriesIsRefused() throws Exception {
    Path file = write(new Header(Lines.FORMAT, StateFormat.VERSION, "cbnet", 4, "now"), new End(7));

    refused(file, "is not whole");
  }

  @Test
  void aFileOfALaterFormatIsRefused() throws Exception {
    Path file =
        write(new Header(Lines.FORMAT, StateFormat.VERSION + 1, "cbnet", 4, "now"), new End(1));

    refused(file, "up to %d".formatted(StateFormat.VERSION));
  }

  @Test
  void anotherFileIsRefused() throws Exception {
    refused(Files.writeString(folder.resolve("other"), "a,b,c\n"), "is no export");
    refused(Files.writeString(folder.resolve("empty"), ""), "is no export");
  }

  private void refused(Path file, String why) {
    assertThatThrownBy(() -> new StateImport(new Properties(), "new", 4, 1).from(file))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(why);
  }

  private Path write(Header header, End end) throws IOException {
    PartitionTotals totals = PartitionTotals.empty();
    totals.add(Counter.RECORDS_RECEIVED, 3);
    Store<Integer, PartitionTotals> store = CloudStores.PARTITIONS;
    List<String> lines = new ArrayList<>();
    lines.add(Lines.JSON.writeValueAsString(header));
    lines.add(
        Lines.JSON.writeValueAsString(
            new Entries<>(store)
                .line(
                    0,
                    store.key().serializer().serialize("any", 0),
                    store.value().serializer().serialize("any", totals))));
    if (end != null) {
      lines.add(Lines.JSON.writeValueAsString(end));
    }
    return Files.write(folder.resolve("state.jsonl"), lines);
  }
}
