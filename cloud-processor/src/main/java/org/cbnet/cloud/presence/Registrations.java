package org.cbnet.cloud.presence;

import java.util.List;
import java.util.Optional;

/** What the registry says of devices. */
public interface Registrations {
  /** Of a device that has no entry. */
  String UNREGISTERED = "unregistered";

  /** A device's state in the registry; nothing where it has no entry. */
  Optional<String> state(String deviceId);

  /** At most so many ids of entries in order, after an id where one is given. */
  List<String> ids(int limit, Optional<String> after);
}
