package org.cbnet.cloud.access;

/**
 * A token as it is listed.
 *
 * @param name of it
 * @param role what it may do
 * @param deviceId its device; null where it has none
 * @param state valid, expired or revoked
 * @param expires ISO 8601
 * @param createdBy who made it
 */
public record TokenEntry(
    String name, String role, String deviceId, String state, String expires, String createdBy) {}
