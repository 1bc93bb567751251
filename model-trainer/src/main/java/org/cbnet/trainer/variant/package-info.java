/**
 * Other forms of a network's graphs that answer alike and may run faster: half precision, 8-bit
 * integers, fused operators, other executions of early exits. Everything works from graph to graph,
 * so that a trained network and an imported one get the same treatment.
 */
package org.cbnet.trainer.variant;
