/**
 * What benchmarks of offloading have in common of a device: its network with what it takes here,
 * images of its size, and frames that are taken in turns.
 */
package org.cbnet.experiments.bench.device;
