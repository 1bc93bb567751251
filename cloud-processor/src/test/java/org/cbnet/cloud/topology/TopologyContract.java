package org.cbnet.cloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.WindowSize;
import org.junit.jupiter.api.AfterEach;

/** What holds after every test of the topology, whatever was sent: the laws. */
abstract class TopologyContract {
  final TestCloud cloud = new TestCloud();

  @AfterEach
  void everyLawHoldsAndNothingIsLeft() {
    assertThat(cloud.conservation().laws()).filteredOn(law -> !law.holds()).isEmpty();
    assertThat(cloud.conservation().doubleCounted()).isZero();
    assertThat(cloud.hasDeadLetters()).isFalse();
    cloud.close();
  }

  Figures onlyRow(WindowSize size) {
    var rows = cloud.windows().stream().filter(row -> row.key.size() == size).toList();
    assertThat(rows).hasSize(1);
    return rows.get(0).value.figures();
  }

  static String header(TestRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
