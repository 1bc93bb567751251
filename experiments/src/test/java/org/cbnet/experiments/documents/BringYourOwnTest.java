package org.cbnet.experiments.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.cbnet.trainer.network.Graph;
import org.cbnet.trainer.network.Linear;
import org.cbnet.trainer.network.Reshape;
import org.cbnet.trainer.network.Segment;
import org.cbnet.trainer.network.Size;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.onnx.OnnxGraphWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the tutorial, as they stand there, one after another in one folder. */
class BringYourOwnTest {
  private static final Path TUTORIAL = Path.of("..", "docs", "bring-your-own.md");
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final String LAUNCHER = "./cbnet ";
  private static final List<String> CLASSES = List.of("healthy", "rust", "spots");
  // Section 5 takes minutes and a whole data set; the trainer's SearchTest makes such a network.
  private static final String LONG = "build/behind";
  private static final int IMAGES_A_CLASS = 7;
  private static final int SIDE = 28;

  @TempDir Path folder;

  @Test
  void everyCommandOfTheTutorialWorks() throws Exception {
    writeModel();
    writeImages();

    List<String> commands = commands();

    assertThat(commands)
        .anyMatch(command -> command.contains("bundle import"))
        .anyMatch(command -> command.contains("bundle show"))
        .anyMatch(command -> command.contains("evaluate"));
    for (String command : commands) {
      if (!command.contains(LONG)) {
        run(command);
      }
    }
    JsonNode figures = new ObjectMapper().readTree(folder.resolve("figures.json").toFile());
    assertThat(figures.get("frames").asInt()).isEqualTo(CLASSES.size() * IMAGES_A_CLASS);
    assertThat(figures.get("models").get(0).get("name").asText()).isEqualTo("leaf-net");
    assertThat(figures.get("models").get(0).get("accuracy").asDouble()).isEqualTo(1);
  }

  private static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(TUTORIAL));
    while (block.find()) {
      commands.addAll(block.group(1).replace("\\\n", " ").lines().toList());
    }
    return commands;
  }

  private void run(String command) throws IOException, InterruptedException {
    assertThat(command).startsWith(LAUNCHER);
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dcbnet.home=" + folder,
                "org.cbnet.trainer.Main"));
    line.addAll(List.of(command.substring(LAUNCHER.length()).strip().split("\\s+")));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(command + "\n" + Files.readString(output)).isZero();
  }

  // Each class has its third of the image bright, and the model adds up the thirds.
  private void writeModel() throws IOException {
    Segment sums =
        new Segment(
            "sums",
            Size.of(1, SIDE, SIDE),
            List.of(Reshape.flat(SIDE * SIDE), new Linear(SIDE * SIDE, CLASSES.size())));
    float[] weight = new float[CLASSES.size() * SIDE * SIDE];
    for (int label = 0; label < CLASSES.size(); label++) {
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          boolean own = row * CLASSES.size() / SIDE == label;
          weight[(label * SIDE + row) * SIDE + column] = own ? 0.1f : 0;
        }
      }
    }
    Weights weights =
        Weights.of(
            Map.of(
                sums.parameterName(1, "weight"),
                weight,
                sums.parameterName(1, "bias"),
                new float[CLASSES.size()]));
    Graph graph =
        new Graph(
            "whole",
            "model.onnx",
            "pixels",
            List.of("scores"),
            List.of(new Graph.Step("pixels", sums, "scores")));
    Files.write(folder.resolve("leaf-net.onnx"), OnnxGraphWriter.write(graph, weights));
  }

  private void writeImages() throws IOException {
    for (int label = 0; label < CLASSES.size(); label++) {
      Path place = folder.resolve("photos/leaves").resolve(CLASSES.get(label));
      Files.createDirectories(place);
      for (int i = 0; i < IMAGES_A_CLASS; i++) {
        int side = 30 + 9 * i;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = image.createGraphics();
        paint.setColor(new Color(120 + 10 * i, 200, 90));
        paint.fillRect(0, label * side / CLASSES.size(), side, side / CLASSES.size());
        paint.dispose();
        String format = i % 2 == 0 ? "png" : "jpg";
        assertThat(ImageIO.write(image, format, place.resolve(i + "." + format).toFile())).isTrue();
      }
    }
  }
}
