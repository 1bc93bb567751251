/**
 * Offloading when things change for the worse, in real processes over emulated links: a bandwidth
 * that steps in mid-run, links that come and go, and a crowd that asks for more than the server can
 * do. What it claims is judged in the run.
 */
package org.cbnet.experiments.bench.offload;
