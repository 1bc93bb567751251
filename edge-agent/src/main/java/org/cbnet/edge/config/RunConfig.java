package org.cbnet.edge.config;

import java.util.Optional;

/**
 * The experiment that the device takes part in.
 *
 * @param id execution of the experiment; empty in the field
 * @param linkProfile name of the emulated link; empty where it is real
 * @param pairedArms arms that are given each frame of the run, this one among them; empty where
 *     frames are not compared one by one
 */
public record RunConfig(
    Optional<String> id, Optional<String> linkProfile, Optional<Integer> pairedArms) {
  static final Setting<String> ID = Setting.name("run.id");
  static final Setting<String> LINK_PROFILE = Setting.name("run.link-profile");
  static final Setting<Integer> PAIRED_ARMS = Setting.whole("run.paired-arms", 2, 16);

  public RunConfig {
    ID.check(id);
    LINK_PROFILE.check(linkProfile);
    PAIRED_ARMS.check(pairedArms);
    if (pairedArms.isPresent() && id.isEmpty()) {
      throw new ConfigException("run.paired-arms needs run.id: frames are paired within a run");
    }
  }

  static RunConfig read(Values values) {
    return new RunConfig(values.find(ID), values.find(LINK_PROFILE), values.find(PAIRED_ARMS));
  }
}
