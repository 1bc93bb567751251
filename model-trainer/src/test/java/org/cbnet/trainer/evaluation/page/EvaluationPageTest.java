package org.cbnet.trainer.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cbnet.inference.Frame;
import org.cbnet.trainer.evaluation.Interval;
import org.cbnet.trainer.evaluation.accuracy.AccuracyDifference;
import org.cbnet.trainer.evaluation.accuracy.Calibration;
import org.cbnet.trainer.evaluation.accuracy.ClassFigures;
import org.cbnet.trainer.evaluation.accuracy.DifficultyFigures;
import org.cbnet.trainer.evaluation.accuracy.SeedFigures;
import org.cbnet.trainer.evaluation.latency.LatencyFigures;
import org.cbnet.trainer.evaluation.latency.Ratio;
import org.cbnet.trainer.evaluation.report.AaCheck;
import org.cbnet.trainer.evaluation.report.Comparison;
import org.cbnet.trainer.evaluation.report.ContactSheet;
import org.cbnet.trainer.evaluation.report.EvaluationReport;
import org.cbnet.trainer.evaluation.report.EvaluationResult;
import org.cbnet.trainer.evaluation.report.Machine;
import org.cbnet.trainer.evaluation.report.ModelFigures;
import org.cbnet.trainer.evaluation.report.TestEvaluations;
import org.cbnet.trainer.evaluation.report.Versions;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class EvaluationPageTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href|url\\()[=\"' ]*([^\"')]*)");

  @Test
  void isWellFormedAndEscapesText() throws Exception {
    String html = EvaluationPage.of(result(true));

    Document document = parse(html);
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("html");
    assertThat(html).contains("lenet &lt;b&gt;&amp;&quot;").doesNotContain("<b>");
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(1 + 2);
    assertThat(document.getElementsByTagName("img").getLength()).isEqualTo(3);
  }

  @Test
  void refersToNothingOutside() {
    String html = EvaluationPage.of(result(true));

    assertThat(html).doesNotContain("<script", "http://", "https://", "@import", "<link");
    Matcher references = REFERENCE.matcher(html);
    int found = 0;
    while (references.find()) {
      assertThat(references.group(1)).startsWith("data:image/png;base64,");
      found++;
    }
    assertThat(found).isEqualTo(3);
  }

  @Test
  void saysHowItsFiguresCameToBe() {
    String html = EvaluationPage.of(result(true));

    assertThat(html)
        .contains(
            "kmnist", "7,011 and 60,000 images", "400 rounds over 5 fresh JVMs", "provider cpu")
        .contains("Processor X", "ONNX Runtime 9.9", "2030-01-01T00:00:00Z", "A/A check passed")
        .contains("a note to the reader", "int8", "recorded in an earlier run")
        .contains("1.000 [0.990, 1.010] by medians, 1.000 [0.980, 1.030] by means")
        .contains("scored on test images in this run: 2")
        .contains("measured once on the whole test set and written down: 3")
        .contains("networks as trained")
        .contains("plain, fused", "times as fast as its own form");
    assertThat(EvaluationPage.of(result(false))).contains("A/A CHECK FAILED", "no speed-up here");
  }

  @Test
  void saysInWordsWhatMakesItAccurate() {
    String html = EvaluationPage.of(result(true));

    assertThat(html)
        .contains("The reconstruction: 0.00 points of accuracy [-0.10, +0.10], on hard")
        .contains(
            "(cbnet against no-reconstruction; accuracy: no difference shown, on hard frames: a gain)")
        .contains("(cbnet against permuted-targets; accuracy: a gain")
        .contains("The recipe, teacher and augmentation: +1.10 points")
        .contains("frames +4.00 [+3.00, +5.00], 1.50 [1.25, 1.75] times as fast (no-recon")
        .contains(">+3.40 [-0.20, +5.00]<")
        .contains("(no-reconstruction against no-reconstruction@plain; accuracy: a gain")
        .doesNotContain("looks like anything");
    // The reader learns first what beats it.
    assertThat(html.indexOf("<p>Of the 3 baselines and controls measured here none beats cbnet"))
        .isPositive()
        .isLessThan(html.indexOf("The A/A check"));
    // The table is of cbnet alone.
    assertThat(html).contains(">permuted-targets<").doesNotContain(">lenet<");
  }

  @Test
  void aNetworkWithoutProbabilitiesHasNoReliabilityPlotAndThePageSaysSo() throws Exception {
    ModelFigures scoring =
        model(
            "nearest",
            0.8,
            new Ratio(1, 1, 1),
            null,
            null,
            List.of(new SeedFigures(1L, 0.8, null, false)));
    ContactSheet.Picture picture =
        new ContactSheet.Picture(new Frame("f1", new byte[784], 28, 28, 1), null, "ki", "su", null);
    ContactSheet sheet = new ContactSheet("nearest", List.of(picture), List.of());

    String html =
        EvaluationPage.of(new EvaluationResult(report(List.of(scoring), null), List.of(sheet)));

    assertThat(parse(html).getElementsByTagName("svg").getLength()).isEqualTo(1);
    assertThat(html).contains("are no probabilities: nearest.", "ki, called su, f1");
  }

  @Test
  void standsWithoutBaselineAccuracyOrImages() throws Exception {
    ModelFigures bare = model("heavy", null, null, null);
    EvaluationReport report = report(List.of(bare), null);

    parse(EvaluationPage.of(new EvaluationResult(report, List.of())));
  }

  @Test
  void frontHoldsWhatNoOtherBeats() {
    Point fast = point(1, 0.2, 0.90);
    Point accurate = point(2, 1.0, 0.93);
    Point beaten = point(3, 0.5, 0.89);
    Point equal = point(4, 0.2, 0.90);

    assertThat(
            ParetoFront.of(List.of(accurate, beaten, fast, equal), Point::latency, Point::accuracy))
        .containsExactly(fast, equal, accurate);
  }

  @Test
  void axisHasAFewRoundTicksWithinItsEnds() {
    Axis axis = Axis.around(0.88, 0.93, 0, 100, false);

    assertThat(axis.ticks())
        .hasSizeBetween(3, 7)
        .allMatch(t -> t >= axis.low() && t <= axis.high());
    assertThat(Axis.around(0.1, 8, 0, 1, true).ticks()).contains(0.125, 1.0, 8.0);
    assertThat(axis.place(axis.low())).isZero();
  }

  @Test
  void decimalTicksAreFewOnWideAndOnNarrowAxes() {
    assertThat(Axis.around(25, 400, 0, 1, true).decimalTicks())
        .containsExactly(20.0, 50.0, 100.0, 200.0, 500.0);
    assertThat(Axis.around(20, 400_000, 0, 1, true).decimalTicks())
        .containsExactly(10.0, 100.0, 1_000.0, 10_000.0, 100_000.0);
    assertThat(Axis.around(61, 78, 0, 1, true).decimalTicks()).hasSizeBetween(3, 7).contains(70.0);
  }

  @Test
  void openElementsAreNotedAsADefect() {
    Markup page = new Markup().open("p");

    assertThatThrownBy(page::toString).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void imageIsAPngThatOthersRead() throws IOException {
    byte[] pixels = {0, 1, 2, 3, 100, (byte) 255};

    BufferedImage read =
        ImageIO.read(new ByteArrayInputStream(Png.of(new Frame("f", pixels, 2, 3, 0))));

    assertThat(read.getHeight()).isEqualTo(2);
    assertThat(read.getWidth()).isEqualTo(3);
    assertThat(read.getRaster().getPixels(0, 0, 3, 2, (int[]) null))
        .containsExactly(0, 1, 2, 3, 100, 255);
  }

  private static EvaluationResult result(boolean passed) {
    JsonNode variants =
        new ObjectMapper()
            .createArrayNode()
            .add(new ObjectMapper().createObjectNode().put("variant", "int8").put("chosen", true));
    List<ModelFigures> models =
        List.of(
            model("lenet <b>&\"", 0.9, new Ratio(1, 1, 1), variants),
            model("cbnet", 0.91, new Ratio(5, 4.9, 5.1), null));
    Frame frame = new Frame("t10k-00001", new byte[784], 28, 28, 1);
    Frame converted = new Frame("t10k-00001", new byte[196], 14, 14, 1);
    ContactSheet sheet =
        new ContactSheet(
            "cbnet",
            List.of(new ContactSheet.Picture(frame, converted, "ki", "ki", 0.9)),
            List.of(new ContactSheet.Picture(frame, null, "ki", "su", 0.99)));
    AaCheck check =
        passed
            ? new AaCheck(1, 0.99, 1.01, 1, 0.98, 1.03, true)
            : new AaCheck(1.04, 1.03, 1.05, 1.04, 1.03, 1.05, false);
    return new EvaluationResult(report(models, check), List.of(sheet));
  }

  private static EvaluationReport report(List<ModelFigures> models, AaCheck check) {
    return new EvaluationReport(
        "kmnist",
        10_000,
        List.of(7_011, 60_000),
        "2030-01-01T00:00:00Z",
        new Machine("Processor X", 4, "Linux 9", "riscv", 0.5),
        new Versions("17", "9.9"),
        "cpu",
        400,
        5,
        100,
        true,
        0.01,
        "entropy is high",
        new TestEvaluations(3, 2),
        check,
        List.of("a note to the reader"),
        models,
        List.of(
            new Comparison(
                "cbnet",
                "lenet<5>",
                new AccuracyDifference(0.012, -0.001, 0.02, 0.004, 5, 4),
                new AccuracyDifference(0.034, -0.002, 0.05, 0.006, 5, 4),
                new Ratio(2.5, 2.25, 2.75),
                new Ratio(3.5, 3.25, 3.75)),
            against("cbnet", "no-reconstruction", -0.001),
            against("cbnet", "permuted-targets", 0.002),
            against("no-reconstruction", "no-reconstruction@plain", 0.01)));
  }

  private static Comparison against(String name, String other, double low) {
    return new Comparison(
        name,
        other,
        new AccuracyDifference(low + 0.001, low, low + 0.002, low, 5, 5),
        new AccuracyDifference(0.04, 0.03, 0.05, 0.03, 5, 5),
        new Ratio(1.5, 1.25, 1.75),
        new Ratio(1.5, 1.25, 1.75));
  }

  private static ModelFigures model(
      String name, Double accuracy, Ratio speedup, JsonNode variants) {
    List<Calibration.Bin> bins = new ArrayList<>();
    bins.add(new Calibration.Bin(0, 0.5, 0, null, null));
    bins.add(new Calibration.Bin(0.5, 1, 10, 0.9, 0.8));
    boolean shown = accuracy != null;
    return model(
        name,
        accuracy,
        speedup,
        variants,
        shown ? new Calibration(0.1, bins) : null,
        shown ? List.of(new SeedFigures(1L, accuracy, 0.92, true)) : List.of());
  }

  private static ModelFigures model(
      String name,
      Double accuracy,
      Ratio speedup,
      JsonNode variants,
      Calibration calibration,
      List<SeedFigures> seeds) {
    boolean shown = accuracy != null;
    return new ModelFigures(
        name,
        "plain",
        "fused",
        "00",
        accuracy,
        accuracy,
        null,
        shown ? new Interval(accuracy - 0.01, accuracy + 0.01) : null,
        seeds,
        new LatencyFigures(1, 2, 3, 1.5, 1, 2),
        speedup,
        speedup,
        List.of(),
        null,
        null,
        10,
        2_048,
        null,
        false,
        shown
            ? new DifficultyFigures(
                new DifficultyFigures.Part(7, 7, 1.0), new DifficultyFigures.Part(0, 0, null))
            : null,
        List.of(),
        calibration,
        shown ? List.of(new ClassFigures("ki", null, 0.5, 0.5, 3)) : List.of(),
        variants);
  }

  private static Point point(int number, double latency, double accuracy) {
    return new Point(
        number,
        "n" + number,
        latency,
        new Interval(latency, latency),
        accuracy,
        new Interval(accuracy, accuracy));
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }
}
