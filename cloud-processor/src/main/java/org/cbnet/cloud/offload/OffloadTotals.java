package org.cbnet.cloud.offload;

/**
 * What became of the requests of one process: {@code received = undecodable + answered + expired +
 * unknown + failed + open}.
 *
 * @param received over all transports
 * @param undecodable that are no requests
 * @param answered with a label
 * @param expired whose time was over, or too short to compute them
 * @param unknown of bundles or cuts that are not here
 * @param failed that can't be computed
 * @param open that wait or are being computed
 */
public record OffloadTotals(
    long received,
    long undecodable,
    long answered,
    long expired,
    long unknown,
    long failed,
    long open) {

  /** Whether the law holds. */
  public boolean holds() {
    return received == undecodable + answered + expired + unknown + failed + open;
  }
}
