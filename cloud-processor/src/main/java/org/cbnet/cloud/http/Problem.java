package org.cbnet.cloud.http;

/**
 * An answer that is none.
 *
 * @param error code
 * @param message what is wrong, and what would be right
 */
record Problem(String error, String message) {}
