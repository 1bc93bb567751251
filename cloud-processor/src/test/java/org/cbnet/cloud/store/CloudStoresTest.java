package org.cbnet.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;
import org.junit.jupiter.api.Test;

class CloudStoresTest {

  @Test
  void namesAreUnique() {
    assertThat(CloudStores.ALL).extracting(Store::name).doesNotHaveDuplicates();
  }

  @Test
  void keysComeBackAsTheyWere() {
    WindowKey window = window("", 1_772_366_400L, 3);
    RoundKey round = new RoundKey("run-1", "cbnet", "ab", "cd", "rbp3b+1.3", "", "lte", 12, 3);
    BootId boot = new BootId("pi-1", "install", Long.MAX_VALUE);

    assertThat(again(CloudStores.WINDOWS, window)).isEqualTo(window);
    assertThat(again(CloudStores.ROUNDS, round)).isEqualTo(round);
    assertThat(again(CloudStores.BOOTS, boot)).isEqualTo(boot);
  }

  @Test
  void windowsSortByStartThenPartitionThenRun() {
    List<WindowKey> sorted =
        List.of(
            window("", 0, 0),
            window("a", 0, 0),
            window("a-b", 0, 0),
            window("a.b", 0, 0),
            window("", 0, 1),
            window("", 9, 0),
            window("", 10, 0),
            window("z", 3_600, 11));
    List<WindowKey> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(1));

    shuffled.sort(
        Comparator.comparing(key -> bytes(CloudStores.WINDOWS, key), Arrays::compareUnsigned));

    assertThat(shuffled).isEqualTo(sorted);
  }

  private static WindowKey window(String runId, long startSeconds, int partition) {
    Group group = new Group(runId, "cbnet", "ab", "cd", "rbp4b1.2-64", "lab", "kmnist", "");
    return new WindowKey(WindowSize.HOUR, startSeconds, group, partition);
  }

  private static <K> K again(Store<K, ?> store, K key) {
    return store.key().deserializer().deserialize("any", bytes(store, key));
  }

  private static <K> byte[] bytes(Store<K, ?> store, K key) {
    return store.key().serializer().serialize("any", key);
  }
}
