package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-, 0, 10",
    "bytes=3-, 3, 7",
    "bytes=3-5, 3, 3",
    "bytes=3-3, 3, 1",
    "bytes=3-99, 3, 7",
    "bytes=-4, 6, 4",
    "bytes=-99, 0, 10",
    "bytes=10-, 10, 0",
    "bytes=99-, 99, 0",
    "bytes=-0, 10, 0"
  })
  void readsOneRange(String header, long start, long length) {
    assertThat(ByteRange.parse(header, 10)).isEqualTo(Optional.of(new ByteRange(start, length)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=-",
        "bytes=5-3",
        "bytes=1-2,4-5",
        "lines=1-2",
        "bytes=1-2-3",
        "bytes=99999999999999999999-"
      })
  void whatNeedNotBeUnderstoodIsAsIfItWereNotThere(String header) {
    assertThat(ByteRange.parse(header, 10)).isEmpty();
    assertThat(ByteRange.parse(null, 10)).isEmpty();
  }
}
