/**
 * Where to divide a network: what each cut would take now, and which is best.
 *
 * <p>As in Neurosurgeon (Kang et al., ASPLOS 2017): the device's time up to the cut, the way to the
 * cloud, and the cloud's time behind it. Times come from profiles and are corrected by what frames
 * and probes take. Nothing here waits or measures by itself.
 */
package org.cbnet.inference.planning;
