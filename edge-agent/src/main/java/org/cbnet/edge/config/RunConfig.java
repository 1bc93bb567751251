package org.cbnet.edge.config;

import java.util.Optional;

/**
 * The experiment that the device takes part in.
 *
 * @param id execution of the experiment; empty in the field
 * @param linkProfile name of the emulated link; empty where it is real
 */
public record RunConfig(Optional<String> id, Optional<String> linkProfile) {
  static final Setting<String> ID = Setting.name("run.id");
  static final Setting<String> LINK_PROFILE = Setting.name("run.link-profile");

  public RunConfig {
    ID.check(id);
    LINK_PROFILE.check(linkProfile);
  }

  static RunConfig read(Values values) {
    return new RunConfig(values.find(ID), values.find(LINK_PROFILE));
  }
}
