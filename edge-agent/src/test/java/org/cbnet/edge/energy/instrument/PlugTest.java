package org.cbnet.edge.energy.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.edge.energy.instrument.Instrument.Quantity;
import org.cbnet.edge.energy.instrument.Plug.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlugTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** As a Shelly Plus Plug S answers. */
  static final String SHELLY =
      """
      {"id":0,"source":"init","output":true,"apower":8.9,"voltage":237.5,"current":0.07,\
      "aenergy":{"total":6.532,"by_minute":[45.199,47.141,88.397],"minute_ts":1626935779},\
      "temperature":{"tC":23.5,"tF":74.4}}""";

  /** As a plug with Tasmota answers. */
  private static final String TASMOTA =
      """
      {"StatusSNS":{"Time":"2022-01-11T21:57:38","ENERGY":{"TotalStartTime":"2020-10-21T22:15:00",\
      "Total":3.705,"Yesterday":0.028,"Today":0.026,"Power":5,"ApparentPower":5,\
      "ReactivePower":0,"Factor":1.00,"Voltage":233,"Current":0.021}}}""";

  private HttpServer server;
  private volatile String answer;
  private volatile int status = 200;
  private volatile String asked;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked = exchange.getRequestURI().toString();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksAShellyForPowerAndCounter() throws IOException {
    answer = SHELLY;
    Plug plug = plug(Dialect.SHELLY);

    Sample sample = plug.read().get(0);

    assertThat(asked).isEqualTo("/rpc/Switch.GetStatus?id=0");
    assertThat(sample.watts()).hasValue(8.9);
    assertThat(sample.countedJoules().orElseThrow()).isCloseTo(6.532 * 3_600, within(1e-6));
    assertThat(plug.accuracy().stepWatts()).isCloseTo(0.1, within(1e-9));
    assertThat(plug.accuracy().stepJoules()).isCloseTo(3.6, within(1e-9));
    assertThat(plug.accuracy().gain()).as("nobody states one").isEmpty();
    assertThat(plug.source(Quantity.POWER)).isEqualTo("shelly:power");
    assertThat(plug.source(Quantity.ENERGY)).isEqualTo("shelly:energy");
  }

  @Test
  void asksATasmotaForPowerAndCounter() throws IOException {
    answer = TASMOTA;
    Plug plug = plug(Dialect.TASMOTA);

    Sample sample = plug.read().get(0);

    assertThat(asked).isEqualTo("/cm?cmnd=Status%2010");
    assertThat(sample.watts()).hasValue(5);
    assertThat(sample.countedJoules().orElseThrow()).isCloseTo(3.705 * 3.6e6, within(1e-3));
    assertThat(plug.accuracy().stepWatts()).as("whole watts as delivered").isEqualTo(1);
    assertThat(plug.accuracy().stepJoules()).isCloseTo(3_600, within(1e-6));
  }

  @Test
  void takesTheFinestPlaceThatItEverSawForTheResolution() throws IOException {
    Plug plug = plug(Dialect.SHELLY);
    answer = SHELLY;
    plug.read();
    answer = SHELLY.replace("8.9", "9").replace("6.532", "6.6");
    plug.read();

    assertThat(plug.accuracy().stepWatts()).isCloseTo(0.1, within(1e-9));
    assertThat(plug.accuracy().stepJoules()).isCloseTo(3.6, within(1e-9));
  }

  @Test
  void refusesGarbage() {
    answer = "<html>busy</html>";
    refused("answers no JSON");
    answer = "{\"apower\":\"8.9\"}";
    refused("the answer has no number 'apower'");
    answer = SHELLY.replace("6.532", "null");
    refused("the answer has no number 'total'");
    answer = "";
    refused("the answer has no number 'apower'");
    status = 401;
    refused("answers with status 401");
  }

  @Test
  void refusesAPowerThatNoPlugCarries() {
    answer = SHELLY.replace("8.9", "8.9e12");

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(plug(Dialect.SHELLY)::read)
        .withMessageContaining("no power of a device");
  }

  @Test
  void givesUpOnAPlugThatAcceptsAndSaysNothing() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      HttpJson device = new HttpJson(uri(silent.getLocalPort()), Duration.ofMillis(200));

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(new Plug(Dialect.SHELLY, device, new ManualClock())::read)
          .withMessageContaining("timed out");
    }
  }

  @Test
  void saysWhichPlugIsAway() {
    server.stop(0);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(plug(Dialect.TASMOTA)::read)
        .withMessageContaining("http://127.0.0.1:")
        .withMessageContaining("refused");
  }

  private void refused(String message) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(plug(Dialect.SHELLY)::read)
        .withMessageContaining(message);
  }

  private Plug plug(Dialect dialect) {
    return new Plug(
        dialect, new HttpJson(uri(server.getAddress().getPort()), PATIENCE), new ManualClock());
  }

  private static URI uri(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
