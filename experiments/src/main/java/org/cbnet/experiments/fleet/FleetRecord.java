package org.cbnet.experiments.fleet;

/**
 * A record as a device sends it.
 *
 * @param topic that it goes to
 * @param deviceId its key
 * @param value encoded
 * @param results that it holds; 0 where it is no batch of results
 * @param sentMicros wall clock at sending, microseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FleetRecord(
    String topic, String deviceId, byte[] value, int results, long sentMicros) {}
