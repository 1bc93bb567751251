/**
 * Where a network should be divided: best of device, inner cut and cloud over backbones, device
 * speeds and links, all measured in one run, and how near {@code partition} comes to it.
 */
package org.cbnet.experiments.bench.map;
