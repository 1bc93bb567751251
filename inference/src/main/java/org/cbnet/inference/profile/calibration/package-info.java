/**
 * Networks made up for calibration: layers of every kind in many sizes, the same ones on every
 * machine, so that the laws of their times can be fitted and machines compared.
 */
package org.cbnet.inference.profile.calibration;
