package org.cbnet.experiments.recount;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * The rules that recounts come across: who sent it, how long, which classes, which names. Not all
 * that the cloud has; what breaks another one is not to be sent where recounts are compared.
 */
final class DocumentedRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int MAX_RESULTS = 10_000;
  private static final int MAX_CLASS = 999;

  private DocumentedRules() {}

  static boolean isIdentified(ResultBatch batch, byte[] key) {
    int size = batch.getResults().size();
    return isFrom(key, batch.getDeviceId())
        && NAME.matcher(batch.getInstallId()).matches()
        && batch.getBootNumber() >= 0
        && batch.getFirstSequence() >= 0
        && size > 0
        && size <= MAX_RESULTS;
  }

  static boolean isIdentified(EnergySample sample, byte[] key) {
    return isFrom(key, sample.getDeviceId())
        && NAME.matcher(sample.getInstallId()).matches()
        && sample.getBootNumber() >= 0
        && sample.getSequence() >= 0;
  }

  static boolean isCountable(ResultBatch batch) {
    return names(
            batch.getSite(),
            batch.getModelHash(),
            batch.getConfigHash(),
            batch.getRunId(),
            batch.getDataset(),
            batch.getLinkProfile())
        && batch.getResults().stream().allMatch(DocumentedRules::isCountable);
  }

  private static boolean isCountable(Result result) {
    boolean classified = result.getOutcome().equals("classified");
    boolean label = result.getPredictedLabel() != null;
    boolean complete = label && result.getExit() != null && result.getTotalNanos() != null;
    return (classified ? complete : result.getOutcome().equals("failed") && !label)
        && isClass(result.getPredictedLabel())
        && isClass(result.getTrueLabel())
        && !result.getFrameId().isEmpty();
  }

  private static boolean isClass(Integer label) {
    return label == null || (label >= 0 && label <= MAX_CLASS);
  }

  private static boolean isFrom(byte[] key, String deviceId) {
    return NAME.matcher(deviceId).matches()
        && Arrays.equals(key, deviceId.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean names(String... names) {
    return Arrays.asList(names).stream().allMatch(n -> n == null || NAME.matcher(n).matches());
  }
}
