package org.cbnet.experiments.rows;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What became of one frame of one arm. Null is what was not there.
 *
 * @param link name of the condition's link
 * @param deviceSpeed of the condition
 * @param session of the process, from 0
 * @param round of the session, from 0
 * @param arm by name
 * @param position within its turn, from 0
 * @param sequence of the result within its boot
 * @param frame id
 * @param trueLabel class index
 * @param predictedLabel class index; null where it failed
 * @param failure reason; null where it was classified
 * @param confidence largest softmax probability
 * @param exit that answered
 * @param cut between device and cloud
 * @param preprocessNanos stage time, as all that follow; null where fused or not there
 * @param totalNanos decoded pixels to label
 * @param bytesUp for inference, telemetry not counted
 * @param bytesDown from the cloud
 * @param fellBack whether a local answer stood in for the cloud's
 * @param level frames a second of the block of steady load; null in other turns
 */
@JsonPropertyOrder({
  "link",
  "deviceSpeed",
  "session",
  "round",
  "arm",
  "position",
  "sequence",
  "frame",
  "trueLabel",
  "predictedLabel",
  "failure",
  "confidence",
  "exit",
  "cut",
  "preprocessNanos",
  "convertNanos",
  "edgeNanos",
  "encodeNanos",
  "networkNanos",
  "cloudNanos",
  "totalNanos",
  "bytesUp",
  "bytesDown",
  "fellBack",
  "level"
})
public record FrameRow(
    String link,
    double deviceSpeed,
    int session,
    int round,
    String arm,
    int position,
    long sequence,
    String frame,
    Integer trueLabel,
    Integer predictedLabel,
    String failure,
    Float confidence,
    String exit,
    String cut,
    Long preprocessNanos,
    Long convertNanos,
    Long edgeNanos,
    Long encodeNanos,
    Long networkNanos,
    Long cloudNanos,
    Long totalNanos,
    long bytesUp,
    long bytesDown,
    boolean fellBack,
    Double level) {

  /** Whether it has a label. */
  @JsonIgnore
  public boolean isClassified() {
    return predictedLabel != null;
  }

  /** Whether the label is the true one. */
  @JsonIgnore
  public boolean isRight() {
    return isClassified() && predictedLabel.equals(trueLabel);
  }
}
