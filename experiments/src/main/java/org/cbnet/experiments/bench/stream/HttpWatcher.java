package org.cbnet.experiments.bench.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.cbnet.experiments.fleet.Pacer;

/** Asks the cloud how many results of a device it shows. */
final class HttpWatcher extends Watcher {
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final HttpRequest request;
  private final Probe probe;
  private final Pacer pacer;

  HttpWatcher(URI cloud, String deviceId, Probe probe, Pacer pacer) {
    super("watch of " + deviceId);
    this.request = HttpRequest.newBuilder(cloud.resolve("/api/v1/devices/" + deviceId)).build();
    this.probe = probe;
    this.pacer = pacer;
  }

  @Override
  boolean look() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    // Not heard of yet: 404.
    if (answer.statusCode() == 200) {
      JsonNode results = json.readTree(answer.body()).findValue("results");
      probe.sees(results == null ? 0 : results.asLong(), pacer.nowMicros());
    }
    return probe.isDone();
  }
}
