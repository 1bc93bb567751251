/**
 * Runs a definition: plans its parts, has agents take turns, and leaves raw rows in a run's folder.
 */
package org.cbnet.experiments.execution;
