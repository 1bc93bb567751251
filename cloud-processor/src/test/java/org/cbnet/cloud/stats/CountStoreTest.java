package org.cbnet.cloud.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.Store;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our bins against the library's, and each written to be read by the other. */
class CountStoreTest {
  private static final LogarithmicMapping MAPPING = new LogarithmicMapping(0.01);

  // Few bins far apart are written otherwise than many side by side.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10, 3_000})
  void isWhatTheLibrarysStoreIs(int values) throws Exception {
    SplittableRandom random = new SplittableRandom(values);
    Store ours = new CountStore();
    Store other = new CountStore();
    Store plain = new UnboundedSizeDenseStore();
    for (int i = 0; i < values; i++) {
      int bin = random.nextInt(-345, 1_100);
      (random.nextBoolean() ? ours : other).add(bin);
      plain.add(bin);
    }

    ours.mergeWith(other);

    assertSame(ours, plain);
    assertSame(ours.copy(), plain);
    assertSame(read(bytes(ours), new UnboundedSizeDenseStore()), plain);
    assertSame(read(bytes(plain), new CountStore()), plain);
    Store mixed = new CountStore();
    mixed.mergeWith(plain);
    assertSame(mixed, plain);
    ours.clear();
    assertSame(ours, new UnboundedSizeDenseStore());
    ours.mergeWith(plain);
    assertSame(ours, plain);
  }

  @ParameterizedTest
  @ValueSource(ints = {-7, 0, 5})
  void manyOfOneBinAreCounted(int bin) {
    Store ours = new CountStore();
    ours.add(bin, 1e12);
    ours.add(bin);

    assertThat(ours.getTotalCount()).isEqualTo(1e12 + 1);
    assertThat(ours.getMinIndex()).isEqualTo(bin);
    assertThat(ours.getMaxIndex()).isEqualTo(bin);
  }

  private static void assertSame(Store actual, Store expected) {
    assertThat(actual.isEmpty()).isEqualTo(expected.isEmpty());
    assertThat(actual.getTotalCount()).isEqualTo(expected.getTotalCount());
    assertThat(actual.getAscendingIterator())
        .toIterable()
        .containsExactlyElementsOf(expected::getAscendingIterator);
    assertThat(actual.getDescendingIterator())
        .toIterable()
        .containsExactlyElementsOf(expected::getDescendingIterator);
  }

  private static byte[] bytes(Store store) throws IOException {
    GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
    DDSketch.of(MAPPING, new UnboundedSizeDenseStore(), store, 0).encode(out, false);
    return out.trimmedCopy();
  }

  private static Store read(byte[] bytes, Store into) throws IOException {
    DDSketch sketch = DDSketch.decode(ByteArrayInput.wrap(bytes), () -> into.copy());
    return sketch.getPositiveValueStore();
  }
}
