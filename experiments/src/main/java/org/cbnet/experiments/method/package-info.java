/** Tests and intervals of paired measurements; arithmetic only, nothing is measured here. */
package org.cbnet.experiments.method;
