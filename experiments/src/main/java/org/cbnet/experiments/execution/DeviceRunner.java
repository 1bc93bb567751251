package org.cbnet.experiments.execution;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Definition;

/**
 * Runs the parts of a run on devices elsewhere, all at the same time: each has a processor, a meter
 * and a model of its own.
 */
public final class DeviceRunner {
  private static final double SECONDS_PER_MINUTE = 60;

  private final Definition definition;
  private final RunFolder run;
  private final ControlClient cloud;
  private final String brokers;
  private final Path models;
  private final PrintWriter out;
  private final InstantSource clock;
  private final Queue<SteeredDevice> steered = new ConcurrentLinkedQueue<>();

  /**
   * A runner that has not begun.
   *
   * @param brokers of the cloud, from which rows are read
   * @param models folder of bundles, by data set: devices must have the same
   * @param out gets a line now and then
   */
  public DeviceRunner(
      Definition definition,
      RunFolder run,
      ControlClient cloud,
      String brokers,
      Path models,
      PrintWriter out,
      InstantSource clock) {
    this.definition = definition;
    this.run = run;
    this.cloud = cloud;
    this.brokers = brokers;
    this.models = models;
    this.out = out;
    this.clock = clock;
  }

  /**
   * Runs what is left.
   *
   * @throws IOException where a device fails; parts that are done stay
   */
  public void run() throws IOException, InterruptedException {
    Map<Part, SteeredDevice> devices = new HashMap<>();
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      Set<String> inCloud = cloud.bundles();
      Map<Part, Map<String, DeviceModel>> needed = new HashMap<>();
      for (Part part : Part.of(definition)) {
        if (run.read(part).isEmpty()) {
          needed.put(part, models(part, inCloud));
        }
      }
      // All of them, before anything is asked of any.
      for (Part part : needed.keySet()) {
        devices.put(part, take(part));
      }
      Map<Part, Future<PartRecord>> parts = new HashMap<>();
      needed.forEach(
          (part, models) ->
              parts.put(part, pool.submit(() -> measure(part, devices.get(part), models))));
      await(parts);
    } finally {
      pool.shutdownNow();
      letGo();
    }
  }

  /** Has the devices do again what they did before the run; from any thread. */
  public void letGo() {
    for (SteeredDevice device = steered.poll(); device != null; device = steered.poll()) {
      try {
        device.letGo();
      } catch (IOException e) {
        say("%s can't be let go, what the run wants of it expires: %s".formatted(device, e));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private SteeredDevice take(Part part) throws IOException, InterruptedException {
    String id = part.agent().orElseThrow();
    SteeredDevice device =
        SteeredDevice.take(cloud, id, clock, run.file("wanted-before-%s.json".formatted(id)));
    steered.add(device);
    return device;
  }

  private Map<String, DeviceModel> models(Part part, Set<String> inCloud) throws IOException {
    Map<String, DeviceModel> byArm = new HashMap<>();
    for (Arm arm : definition.arms()) {
      byArm.put(arm.name(), DeviceModel.of(arm, part.dataSet(), models, inCloud));
    }
    return byArm;
  }

  private PartRecord measure(Part part, SteeredDevice device, Map<String, DeviceModel> models)
      throws IOException, InterruptedException {
    int blocks = blocks();
    int[] done = {0};
    say("%s: %d blocks of %.0f s".formatted(device, blocks, definition.load().blockSeconds()));
    PartRecord record =
        new DevicePart(definition, part, run, cloud, brokers, models, clock)
            .run(
                device,
                turn ->
                    say(
                        String.format(
                            Locale.ROOT,
                            "%s: %d of %d blocks, %s at %.4g frames/s; about %.0f min left",
                            device,
                            ++done[0],
                            blocks,
                            turn.arm().name(),
                            turn.level().orElseThrow(),
                            (blocks - done[0])
                                * definition.load().blockSeconds()
                                / SECONDS_PER_MINUTE)));
    record.problems().forEach(problem -> say("  PROBLEM: " + problem));
    return record;
  }

  private int blocks() {
    return definition.schedule().sessions()
        * definition.schedule().rounds()
        * definition.arms().size()
        * definition.load().framesPerSecond().size();
  }

  // To the last one: what others have measured is not lost with one that fails.
  private static void await(Map<Part, Future<PartRecord>> parts)
      throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (Map.Entry<Part, Future<PartRecord>> part : parts.entrySet()) {
      try {
        part.getValue().get();
      } catch (ExecutionException e) {
        failures.add("%s: %s".formatted(part.getKey().name(), e.getCause().getMessage()));
      }
    }
    if (!failures.isEmpty()) {
      throw new IOException(String.join(System.lineSeparator(), failures));
    }
  }

  private synchronized void say(String line) {
    out.println(line);
    out.flush();
  }
}
