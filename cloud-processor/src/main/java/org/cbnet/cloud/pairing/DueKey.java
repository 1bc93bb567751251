package org.cbnet.cloud.pairing;

import java.util.Objects;

/**
 * That a bucket opened slots in a minute.
 *
 * @param minute since 1970
 * @param bucket that did
 */
public record DueKey(long minute, BucketKey bucket) {

  public DueKey {
    Objects.requireNonNull(bucket, "bucket is null");
  }
}
