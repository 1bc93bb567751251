/** From a run's raw rows to its figures and verdicts. */
package org.cbnet.experiments.analysis;
