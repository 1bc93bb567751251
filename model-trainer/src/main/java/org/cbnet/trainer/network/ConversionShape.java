package org.cbnet.trainer.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.cbnet.trainer.network.Graph.Step;

/**
 * One of our small networks: an encoder, and behind it a converted image with a lightweight DNN, a
 * hidden layer without any image, or nothing but the classifier. Its id says all of it:
 *
 * <pre>{@code
 * 16k4s4-32k3s2-b64-i14-8k2s2    code of 64, image of 14 x 14, lightweight DNN of one convolution
 * nn-16k4s4-b64-i14-8k2s2        normalised convolutions, those of the lightweight DNN too
 * n-16k4s4-32k3s2-b64-h392       normalised convolutions, code of 64, 392 hidden units
 * 16k4s4-32k3s2-b64              code of 64, classified linearly
 * 16k4s4-32k3s2-b64r             the same with a ReLU on the code
 * 16k4s4-32k3s2-d128-b64         the same with 128 hidden units before it
 * }</pre>
 *
 * @param encoder from image to code
 * @param imageSide rows and columns of the converted image; 0 where there is none
 * @param light convolutions of the lightweight DNN, none where there is no image
 * @param lightNormalised whether each of them is trained with batch normalisation
 * @param hidden units behind the code where there is no image; 0 for none
 */
public record ConversionShape(
    Encoder encoder, int imageSide, List<Stage> light, boolean lightNormalised, int hidden) {
  private static final String CODE = "code";

  static final String NORMALISED = "n";
  static final String ALL_NORMALISED = "nn";
  static final String DENSE = "d";
  static final String RECTIFIED = "r";

  public ConversionShape {
    Objects.requireNonNull(encoder, "encoder is null");
    light = List.copyOf(light);
    if (imageSide < 0 || hidden < 0 || (imageSide > 0) == light.isEmpty()) {
      throw new IllegalArgumentException(
          "an image has a lightweight DNN behind it, and nothing else has one: image %d, %s"
              .formatted(imageSide, light));
    }
    if (lightNormalised && (imageSide == 0 || !encoder.normalised())) {
      throw new IllegalArgumentException(
          "a lightweight DNN is normalised behind a normalised encoder only");
    }
    if (imageSide > 0 && hidden > 0) {
      throw new IllegalArgumentException("either an image or hidden units");
    }
  }

  /**
   * Reads the form that {@link #id} gives.
   *
   * @throws IllegalArgumentException naming what can't be understood
   */
  public static ConversionShape parse(String id) {
    try {
      return new ShapeParser(id.split("-", -1)).shape();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "unknown shape '%s': %s; one is 16k4s4-32k3s2-b64-i14-8k2s2"
              .formatted(id, e.getMessage()),
          e);
    }
  }

  /** Whether it converts. */
  public boolean image() {
    return imageSide > 0;
  }

  /** Everything about it in one word. */
  public String id() {
    List<String> parts = new ArrayList<>();
    if (encoder.normalised()) {
      parts.add(lightNormalised ? ALL_NORMALISED : NORMALISED);
    }
    encoder.stages().forEach(stage -> parts.add(stage.id()));
    if (encoder.hidden() > 0) {
      parts.add(DENSE + encoder.hidden());
    }
    parts.add("b" + encoder.code() + (encoder.rectified() ? RECTIFIED : ""));
    if (image()) {
      parts.add("i" + imageSide);
    }
    if (hidden > 0) {
      parts.add("h" + hidden);
    }
    light.forEach(stage -> parts.add(stage.id()));
    return parts.stream().collect(Collectors.joining("-"));
  }

  /** The same with its normalisations folded into the convolutions. */
  ConversionShape folded() {
    return new ConversionShape(encoder.folded(), imageSide, light, false, hidden);
  }

  /** The same without image and lightweight DNN: their hidden layer straight from the code. */
  public ConversionShape withoutImage() {
    return new ConversionShape(
        encoder, 0, List.of(), false, image() ? firstLight().elements() : hidden);
  }

  /** The encoder with nothing but a classifier. */
  public ConversionShape encoderAlone() {
    return new ConversionShape(encoder, 0, List.of(), false, 0);
  }

  /** The network of this shape. */
  public NetworkDescription network(String name) {
    return image() ? converting(name) : plain(name);
  }

  /** Size of the converted image. */
  Size imageSize() {
    return Size.of(1, imageSide, imageSide);
  }

  /** What the lightweight DNN's first convolution computes. */
  Size firstLight() {
    return light.get(0).conv(1).output(imageSize());
  }

  private NetworkDescription converting(String name) {
    List<Layer> layers = encoder.layers();
    layers.add(new Linear(encoder.code(), imageSize().elements()));
    layers.add(new Reshape(imageSize()));
    return Networks.single(
        name,
        List.of(Networks.LOGITS, Networks.CONVERTED),
        true,
        new Step(
            Networks.IMAGE,
            new Segment(Networks.CONVERTER, Networks.INPUT, layers),
            Networks.CONVERTED),
        new Step(
            Networks.CONVERTED,
            new Segment(Networks.CLASSIFIER, imageSize(), lightLayers()),
            Networks.LOGITS));
  }

  private List<Layer> lightLayers() {
    List<Layer> layers = Encoder.convolutions(light, imageSize(), lightNormalised);
    layers.add(new Linear(Encoder.flatten(layers, imageSize()), Networks.CLASSES));
    return layers;
  }

  private NetworkDescription plain(String name) {
    List<Layer> behind = new ArrayList<>();
    int in = encoder.code();
    if (hidden > 0) {
      behind.add(new Linear(in, hidden));
      behind.add(new Relu());
      in = hidden;
    }
    behind.add(new Linear(in, Networks.CLASSES));
    return Networks.single(
        name,
        List.of(Networks.LOGITS),
        false,
        new Step(
            Networks.IMAGE, new Segment(Networks.BODY, Networks.INPUT, encoder.layers()), CODE),
        new Step(
            CODE,
            new Segment(Networks.CLASSIFIER, Size.of(encoder.code()), behind),
            Networks.LOGITS));
  }
}
