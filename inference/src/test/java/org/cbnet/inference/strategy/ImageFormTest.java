package org.cbnet.inference.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImageFormTest {
  private final ImageForm form = new ImageForm();
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void triesBothFormsFirst() {
    assertThat(pngs(2 * ImageForm.FIRST_FRAMES, 10, 10)).isEqualTo(ImageForm.FIRST_FRAMES);
  }

  @Test
  void staysWithTheQuickerOneAndLooksAtTheOtherNowAndThen() {
    pngs(50, 14, 5);

    assertThat(pngs(20 * ImageForm.OTHER_EVERY, 14, 5)).isEqualTo(20);
  }

  @Test
  void tellsWhichFramesAreLikeTheNext() {
    for (int i = 0; i < 2 * ImageForm.FIRST_FRAMES; i++) {
      assertThat(form.isTheUsual()).isFalse();
      form.took(form.nextIsPng() ? 14_000_000 : 5_000_000);
    }
    int usual = 0;
    for (int i = 0; i < ImageForm.OTHER_EVERY; i++) {
      boolean isPng = form.nextIsPng();
      assertThat(form.isTheUsual()).isEqualTo(!isPng);
      usual += form.isTheUsual() ? 1 : 0;
      form.took(isPng ? 14_000_000 : 5_000_000);
    }
    assertThat(usual).isEqualTo(ImageForm.OTHER_EVERY - 1);
  }

  @Test
  void changesWhereTheLinkMakesTheOtherQuicker() {
    pngs(100, 14, 5);

    // Bytes have become dear: it takes some looks at the other form.
    int first = pngs(10 * ImageForm.OTHER_EVERY, 26, 43);
    int later = pngs(10 * ImageForm.OTHER_EVERY, 26, 43);

    assertThat(first).isGreaterThan(5 * ImageForm.OTHER_EVERY);
    assertThat(later).isGreaterThan(9 * ImageForm.OTHER_EVERY);
  }

  @Test
  void oneFrameThatMetAnOutageChangesNothing() {
    pngs(100, 14, 5);
    assertThat(form.nextIsPng()).isFalse();
    form.took(3_000_000_000L);

    assertThat(pngs(ImageForm.OTHER_EVERY, 14, 5)).isLessThanOrEqualTo(1);
  }

  // How many of the frames cross as a PNG; frames take so many milliseconds, give or take a tenth.
  private int pngs(int frames, double pngMillis, double rawMillis) {
    int pngs = 0;
    for (int i = 0; i < frames; i++) {
      boolean isPng = form.nextIsPng();
      pngs += isPng ? 1 : 0;
      double millis = (isPng ? pngMillis : rawMillis) * (0.9 + 0.2 * random.nextDouble());
      form.took((long) (millis * 1e6));
    }
    return pngs;
  }
}
