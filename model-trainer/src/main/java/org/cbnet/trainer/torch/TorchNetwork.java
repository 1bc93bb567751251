package org.cbnet.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.cbnet.trainer.network.Layer;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.ParameterSpec;
import org.cbnet.trainer.network.Segment;
import org.cbnet.trainer.network.Weights;

/**
 * A description with weights in PyTorch, to be trained and run batch by batch. One thread.
 *
 * <p>Results live in the manager of the batch that they were computed from: close that manager
 * after each batch.
 */
public final class TorchNetwork implements AutoCloseable {
  private final NetworkDescription description;
  private final NDManager manager;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Set<String> trained;
  private boolean training;

  /**
   * @param trained names of the segments whose parameters get gradients; the others are frozen
   */
  public TorchNetwork(NetworkDescription description, Weights weights, Collection<String> trained) {
    this.description = description;
    this.manager = Torch.newManager();
    this.trained = Set.copyOf(trained);
    for (Segment segment : description.segments()) {
      for (ParameterSpec spec : segment.parameters()) {
        NDArray array = manager.create(weights.get(spec.name()), new Shape(spec.size().toArray()));
        array.setRequiresGradient(this.trained.contains(segment.name()) && spec.kind().learnt());
        parameters.put(spec.name(), array);
      }
    }
  }

  /** Says whether normalisations in trained segments go by the batch or by what they remember. */
  public void training(boolean now) {
    training = now;
  }

  /** Runs segments one after another on a batch. */
  public NDArray run(NDArray batch, List<String> segments) {
    NDArray value = batch;
    for (String name : segments) {
      value = run(value, description.segment(name));
    }
    return value;
  }

  /** Runs one segment on a batch. */
  public NDArray run(NDArray batch, String segment) {
    return run(batch, description.segment(segment));
  }

  /** A manager for the arrays of one batch. */
  public NDManager newBatchManager() {
    return manager.newSubManager();
  }

  /** A tensor that lives as long as this network. */
  public NDArray create(float[] values, Shape shape) {
    return manager.create(values, shape);
  }

  /** Calls with each trained parameter's full name and tensor. */
  public void forEachTrained(BiConsumer<String, NDArray> action) {
    description.segments().stream()
        .filter(segment -> trained.contains(segment.name()))
        .flatMap(segment -> segment.parameters().stream())
        .filter(spec -> spec.kind().learnt())
        .forEach(spec -> action.accept(spec.name(), parameters.get(spec.name())));
  }

  /** A copy of all values. */
  public Weights weights() {
    Map<String, float[]> values = new LinkedHashMap<>();
    parameters.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return Weights.of(values);
  }

  @Override
  public void close() {
    manager.close();
  }

  private NDArray run(NDArray batch, Segment segment) {
    NDArray value = batch;
    for (int i = 0; i < segment.layers().size(); i++) {
      Layer layer = segment.layers().get(i);
      int index = i;
      value =
          layer.accept(
              new LayerComputation(
                  value,
                  name -> parameters.get(segment.parameterName(index, name)),
                  training && trained.contains(segment.name())));
    }
    return value;
  }
}
