package org.cbnet.experiments.bench.offload;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.cbnet.inference.offload.OffloadCounts;

/** Devices that ask at once, a thread each. */
final class Crowd implements AutoCloseable {
  // Enough to keep a worker and its largest batch busy, and too few to wait long.
  private static final int CLOSED_LOOP_DEVICES = 16;
  private static final Duration AMPLE = Duration.ofSeconds(5);
  private static final Duration CONNECTING = Duration.ofSeconds(90);
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<CrowdDevice> devices;
  private final ExecutorService threads;

  /**
   * @param devices are closed with this
   */
  Crowd(List<CrowdDevice> devices) {
    this.devices = List.copyOf(devices);
    this.threads =
        Executors.newFixedThreadPool(
            devices.size(),
            task -> {
              Thread thread = new Thread(task, "crowd");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Waits until each has had an answer. */
  void connect() throws IOException, InterruptedException {
    AtomicLong connected = new AtomicLong();
    long end = System.nanoTime() + CONNECTING.toNanos();
    all(
        devices,
        each -> {
          while (System.nanoTime() - end < 0) {
            if (each.ask(AMPLE)) {
              connected.incrementAndGet();
              return;
            }
            pause();
          }
        });
    if (connected.get() < devices.size()) {
      throw new IOException(
          "%d of %d devices have no answer: %s"
              .formatted(
                  devices.size() - connected.get(),
                  devices.size(),
                  devices.get(0).offloader().counts()));
    }
  }

  /** Answers a second where some devices ask again as soon as they are answered. */
  double capacity(Duration load) throws IOException, InterruptedException {
    AtomicLong answered = new AtomicLong();
    long begin = System.nanoTime();
    long end = begin + load.toNanos();
    all(
        devices.subList(0, Math.min(CLOSED_LOOP_DEVICES, devices.size())),
        each -> {
          while (System.nanoTime() - end < 0) {
            answered.addAndGet(each.ask(AMPLE) ? 1 : 0);
          }
        });
    return answered.get() * NANOS_PER_SECOND / (System.nanoTime() - begin);
  }

  /**
   * Frames of all devices, at random phases.
   *
   * @param rate frames a second, of all together
   * @return frames a second that there were
   */
  double film(double rate, Duration load, long seed) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    long period = (long) (NANOS_PER_SECOND * devices.size() / rate);
    long begin = System.nanoTime();
    long end = begin + load.toNanos();
    List<Future<?>> running = new ArrayList<>();
    for (CrowdDevice each : devices) {
      long first = begin + random.nextLong(period);
      running.add(threads.submit(() -> each.film(first, period, end)));
    }
    await(running);
    long frames = devices.stream().mapToLong(each -> each.records().size()).sum();
    return frames * NANOS_PER_SECOND / (System.nanoTime() - begin);
  }

  List<CrowdDevice> devices() {
    return devices;
  }

  /** Of all devices together. */
  OffloadCounts counts() {
    return devices.stream()
        .map(each -> each.offloader().counts())
        .reduce(new OffloadCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Counts::sum);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    devices.parallelStream().forEach(CrowdDevice::close);
  }

  private void all(List<CrowdDevice> some, Consumer<CrowdDevice> task)
      throws IOException, InterruptedException {
    List<Future<?>> running = new ArrayList<>();
    for (CrowdDevice each : some) {
      running.add(threads.submit(() -> task.accept(each)));
    }
    await(running);
  }

  private static void await(List<Future<?>> running) throws IOException, InterruptedException {
    try {
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a device of the crowd failed: " + e.getCause(), e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
