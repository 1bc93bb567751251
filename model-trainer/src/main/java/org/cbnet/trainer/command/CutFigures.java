package org.cbnet.trainer.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.trainer.evaluation.cut.CodingFigures;
import org.cbnet.trainer.evaluation.cut.ParityFigures;

/**
 * A cut for programs; the names of the components are the keys of the JSON.
 *
 * @param number from 0, all in the cloud, upwards
 * @param id on the wire
 * @param tensors that cross
 * @param bytes of them as they are
 * @param deviceMacs multiply-accumulates of the head; null where unknown
 * @param cloudMacs multiply-accumulates of the tail; null where unknown
 * @param parity with the whole; null where it was not asked for
 * @param coding what coded features do; null where it was not asked for or nothing crosses
 */
@JsonPropertyOrder({
  "number",
  "id",
  "tensors",
  "bytes",
  "deviceMacs",
  "cloudMacs",
  "parity",
  "coding"
})
record CutFigures(
    int number,
    String id,
    List<Tensor> tensors,
    long bytes,
    Long deviceMacs,
    Long cloudMacs,
    Parity parity,
    Coding coding) {

  /**
   * A tensor for programs.
   *
   * @param name in the graph
   * @param elementType as on the wire
   * @param shape batch included
   * @param bytes of its values as they are
   */
  @JsonPropertyOrder({"name", "elementType", "shape", "bytes"})
  record Tensor(String name, String elementType, List<Integer> shape, long bytes) {
    static Tensor of(CutTensor tensor) {
      return new Tensor(tensor.name(), tensor.type().id(), tensor.shape(), tensor.bytes());
    }
  }

  /**
   * {@link ParityFigures} for programs.
   *
   * @param holds whether head and tail answer as the whole
   */
  @JsonPropertyOrder({
    "frames",
    "largestDifference",
    "valuesOff",
    "labelsDiffer",
    "nearTies",
    "holds"
  })
  record Parity(
      int frames,
      double largestDifference,
      int valuesOff,
      int labelsDiffer,
      int nearTies,
      boolean holds) {
    static Parity of(ParityFigures figures) {
      return new Parity(
          figures.frames(),
          figures.largestDifference(),
          figures.valuesOff(),
          figures.labelsDiffer(),
          figures.nearTies(),
          figures.holds());
    }
  }

  /** {@link CodingFigures} for programs. */
  @JsonPropertyOrder({
    "frames",
    "accuracy",
    "pointsGained",
    "labelsDiffer",
    "largestPayloadBytes",
    "meanBytes"
  })
  record Coding(
      int frames,
      double accuracy,
      double pointsGained,
      int labelsDiffer,
      long largestPayloadBytes,
      double meanBytes) {
    static Coding of(CodingFigures figures) {
      return new Coding(
          figures.frames(),
          (double) figures.correct() / figures.frames(),
          figures.pointsGained(),
          figures.labelsDiffer(),
          figures.largestPayload(),
          figures.meanBytes());
    }
  }

  /**
   * @param parity null where it was not asked for
   * @param coding null where it was not asked for
   */
  static CutFigures of(Cut cut, ParityFigures parity, CodingFigures coding) {
    return new CutFigures(
        cut.number(),
        cut.id(),
        cut.tensors().stream().map(Tensor::of).toList(),
        cut.bytes(),
        cut.deviceMacs(),
        cut.cloudMacs(),
        parity == null ? null : Parity.of(parity),
        coding == null ? null : Coding.of(coding));
  }
}
