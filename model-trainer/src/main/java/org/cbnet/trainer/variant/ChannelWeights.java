package org.cbnet.trainer.variant;

import java.util.List;

/**
 * Weights in 8 bits with a scale of its own for each output channel, symmetric around 0: {@code
 * weight = scale[channel] * code}, code -127..127 (-128 is left out, so that the range is the same
 * on both sides).
 *
 * @param codes in the tensor's own order
 * @param scales one an output channel
 */
@SuppressWarnings("ArrayRecordComponent") // made and read within one pass
record ChannelWeights(byte[] codes, float[] scales) {
  private static final int MOST = 127;

  /**
   * Rounds weights to the nearest code.
   *
   * @param dims of the tensor
   * @param axis the dimension of output channels
   */
  static ChannelWeights of(float[] weights, List<Long> dims, int axis) {
    int channels = Math.toIntExact(dims.get(axis));
    int inner = 1;
    for (long size : dims.subList(axis + 1, dims.size())) {
      inner = Math.multiplyExact(inner, Math.toIntExact(size));
    }
    float[] scales = new float[channels];
    for (int i = 0; i < weights.length; i++) {
      int channel = i / inner % channels;
      scales[channel] = Math.max(scales[channel], Math.abs(weights[i]) / MOST);
    }
    for (int channel = 0; channel < channels; channel++) {
      if (scales[channel] < Float.MIN_NORMAL) {
        scales[channel] = 1;
      }
    }
    byte[] codes = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      float scale = scales[i / inner % channels];
      codes[i] = (byte) Math.max(-MOST, Math.min(MOST, Math.round(weights[i] / scale)));
    }
    return new ChannelWeights(codes, scales);
  }
}
