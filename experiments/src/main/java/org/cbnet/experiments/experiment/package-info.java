/** {@code ./cbnet experiment}: definitions in, runs and reports out. */
package org.cbnet.experiments.experiment;
