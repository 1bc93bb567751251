/** Stand-ins for the cloud half of offloading, which answer as they are told. */
package org.cbnet.experiments.offload;
