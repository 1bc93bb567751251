package org.cbnet.inference.partition;

import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.inference.Softmax;

/**
 * Room for what one run of a tail reads: write the tensors of each image to {@link #room}, then
 * {@link #run}. May be used again and again; one thread at a time.
 */
public final class TailBatch implements AutoCloseable {
  private final Tail tail;
  private final TailTensors tensors;
  private final Softmax softmax;

  TailBatch(Tail tail, TailTensors tensors, int classes) {
    this.tail = tail;
    this.tensors = tensors;
    this.softmax = new Softmax(classes);
  }

  /**
   * Where a tensor of an image is to be written, all of it, in the machine's byte order.
   *
   * @param image from 0, below {@link Tail#batchLimit}
   * @param tensor of the tail's cut
   */
  public ByteBuffer room(int image, CutTensor tensor) {
    Objects.checkIndex(image, tail.batchLimit());
    return tensors.of(tensor, image);
  }

  /** Overwrites one image's tensors with another's. */
  public void copy(int from, int to) {
    for (CutTensor tensor : tail.inputs()) {
      room(to, tensor).put(room(from, tensor));
    }
  }

  /**
   * Classifies the first images.
   *
   * @param images how many, from 1 to {@link Tail#batchLimit}
   * @return an answer for each, empty where a logit is not finite
   */
  public List<Optional<TailAnswer>> run(int images) throws OrtException {
    Objects.checkIndex(images - 1, tail.batchLimit());
    float[] logits = tensors.run(tail.session(images), images);
    int classes = logits.length / images;
    List<Optional<TailAnswer>> answers = new ArrayList<>(images);
    for (int image = 0; image < images; image++) {
      answers.add(answer(FloatBuffer.wrap(logits, image * classes, classes).slice()));
    }
    return answers;
  }

  private Optional<TailAnswer> answer(FloatBuffer logits) {
    return softmax.read(logits)
        ? Optional.of(new TailAnswer(softmax.label(), softmax.confidence()))
        : Optional.empty();
  }

  @Override
  public void close() {
    tensors.close();
  }
}
