/** Test images as experiments show them: strata of hardness, parts, and corrupted ones. */
package org.cbnet.experiments.images;
