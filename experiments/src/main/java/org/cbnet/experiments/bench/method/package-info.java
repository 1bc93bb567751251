/**
 * Whether the comparing method keeps its level and finds what was planted, on real measurements.
 */
package org.cbnet.experiments.bench.method;
