package org.cbnet.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.cbnet.cloud.pairing.Arm;
import org.cbnet.cloud.pairing.Bucket;
import org.cbnet.cloud.pairing.BucketKey;
import org.cbnet.cloud.pairing.Cohort;
import org.cbnet.cloud.pairing.CohortKey;
import org.cbnet.cloud.pairing.DueKey;
import org.cbnet.cloud.pairing.FrameNumber;
import org.cbnet.cloud.pairing.Outcome;
import org.cbnet.cloud.pairing.PairKey;
import org.cbnet.cloud.pairing.PairRow;
import org.cbnet.cloud.pairing.RunKey;
import org.cbnet.cloud.pairing.Slot;
import org.junit.jupiter.api.Test;

class PairingStoresTest {
  private static final Cohort COHORT = new Cohort("run-1", "", "rbp3b+1.3", "lte");

  @Test
  void keysComeBackAsTheyWere() {
    BucketKey bucket = new BucketKey(COHORT, 12, "a frame, + or %20 / é ", -1);
    PairKey pair = new PairKey(COHORT, new Arm("a@b", "c", "d"), new Arm("a@b", "c", "e"), 3);

    assertThat(again(PairingStores.BUCKETS, bucket)).isEqualTo(bucket);
    assertThat(again(PairingStores.DUES, new DueKey(29_000_000, bucket)))
        .isEqualTo(new DueKey(29_000_000, bucket));
    assertThat(again(PairingStores.PAIRS, pair)).isEqualTo(pair);
    assertThat(again(PairingStores.COHORTS, new CohortKey(COHORT, 11)))
        .isEqualTo(new CohortKey(COHORT, 11));
    assertThat(again(PairingStores.ENDED_RUNS, new RunKey("run-1", 2)))
        .isEqualTo(new RunKey("run-1", 2));
  }

  @Test
  void aBucketThatIsWrittenAndReadDoesAsOneThatIsKept() {
    SplittableRandom random = new SplittableRandom(1);
    Bucket kept = Bucket.empty();
    Bucket read = Bucket.empty();
    for (int i = 0; i < 3_000; i++) {
      int place = random.nextInt(FrameNumber.BUCKET_FRAMES);
      int arm = random.nextInt(18);
      long outcome = Outcome.of(Outcome.Kind.WRONG, random.nextLong(1L << 41));
      read = value(PairingStores.BUCKETS, read);
      Bucket.Fate fate = kept.add(place, arm, outcome, 16, i);
      assertThat(read.add(place, arm, outcome, 16, i)).isEqualTo(fate);
      if (fate == Bucket.Fate.COMPLETED) {
        assertThat(text(read.take(place))).isEqualTo(text(kept.take(place)));
      }
      if (random.nextInt(300) == 0) {
        assertThat(read.close(i - 400).stream().map(PairingStoresTest::text).toList())
            .isEqualTo(kept.close(i - 400).stream().map(PairingStoresTest::text).toList());
      }
    }
    assertThat(read.open()).isEqualTo(kept.open());
  }

  @Test
  void aPairComesBackAsItWas() {
    PairRow row = PairRow.empty();
    row.add(Outcome.of(Outcome.Kind.RIGHT, 5_000), Outcome.of(Outcome.Kind.WRONG, 90_000));
    row.add(Outcome.of(Outcome.Kind.WRONG, 80_000), Outcome.of(Outcome.Kind.RIGHT, 4_000));
    row.add(Outcome.of(Outcome.Kind.FAILED, 0), Outcome.of(Outcome.Kind.RIGHT, 4_000));
    row.add(Outcome.of(Outcome.Kind.RIGHT, 1_000), Outcome.of(Outcome.Kind.UNLABELLED, 400));

    PairRow read = value(PairingStores.PAIRS, row);

    assertThat(read.table()).isEqualTo(row.table());
    assertThat(read.failed()).isEqualTo(1);
    assertThat(read.unlabelled()).isEqualTo(1);
    assertThat(read.differences().count()).isEqualTo(3);
    assertThat(read.differences().meanMicros()).isEqualTo((-85 + 76 + 0.6) / 3);
    assertThat(read.differences().quantileMicros(0)).isBetween(-86.0, -84.0);
  }

  private static String text(Slot slot) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < slot.size(); i++) {
      text.append(slot.arm(i)).append('=').append(slot.outcome(i)).append(' ');
    }
    return text.toString();
  }

  private static <K> K again(Store<K, ?> store, K key) {
    byte[] bytes = store.key().serializer().serialize("any", key);
    return store.key().deserializer().deserialize("any", bytes);
  }

  private static <V> V value(Store<?, V> store, V value) {
    byte[] bytes = store.value().serializer().serialize("any", value);
    return store.value().deserializer().deserialize("any", bytes);
  }
}
