/** What an experiment is to measure, as a file says it: read, checked, and nothing run. */
package org.cbnet.experiments.definition;
