package org.cbnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelPlacerTest {
  private static final String LABEL = "a-strategy@form";

  @Test
  void labelsOfACrowdDoNotOverlap() {
    LabelPlacer placer = new LabelPlacer(new Rectangle2D.Double(0, 0, 600, 300));
    SplittableRandom random = new SplittableRandom(3);
    List<Rectangle2D> labels = new ArrayList<>();

    for (int i = 0; i < 15; i++) {
      LabelPlacer.Place place =
          placer.place(250 + 60 * random.nextDouble(), 120 + 40 * random.nextDouble(), LABEL);
      labels.add(new Rectangle2D.Double(place.x(), place.y() - 8, 5 * LABEL.length(), 10));
    }

    for (Rectangle2D label : labels) {
      assertThat(labels.stream().filter(label::intersects)).containsExactly(label);
      assertThat(new Rectangle2D.Double(0, 0, 600, 300).contains(label)).isTrue();
    }
  }

  @Test
  void aLonePointHasItsLabelBesideIt() {
    LabelPlacer.Place place =
        new LabelPlacer(new Rectangle2D.Double(0, 0, 600, 300)).place(100, 100, LABEL);

    assertThat(place.isFar()).isFalse();
    assertThat(place.x()).isBetween(104.0, 112.0);
    assertThat(place.y()).isBetween(100.0, 106.0);
  }

  @Test
  void atTheEdgeItStaysInside() {
    LabelPlacer.Place place =
        new LabelPlacer(new Rectangle2D.Double(0, 0, 600, 300)).place(598, 100, LABEL);

    assertThat(place.x() + 5.6 * LABEL.length()).isLessThan(600);
  }
}
