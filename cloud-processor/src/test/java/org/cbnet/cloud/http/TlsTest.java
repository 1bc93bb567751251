package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.cbnet.cloud.access.Role;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.config.ConfigException;
import org.cbnet.cloud.config.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "secret";
  private static final Base64.Encoder MIME =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  @TempDir private Path folder;
  private final TestTokens tokens = new TestTokens();

  @Test
  void answersOverTlsFromAKeyStoreAndTellsBrowsersToStayWithIt() throws Exception {
    Path store = makeStore("one", "EC");
    Tls tls = Tls.keyStore(store, password());
    String token = tokens.add(Role.READER);
    try (HttpApi api = start(tls)) {
      assertThat(api.address().getScheme()).isEqualTo("https");
      HttpClient client = trusting(store);
      HttpResponse<String> who = send(client, api, "/api/v1/session", token);

      assertThat(who.statusCode()).isEqualTo(200);
      assertThat(who.headers().firstValue("Strict-Transport-Security")).isPresent();
      HttpRequest logIn =
          HttpRequest.newBuilder(at(api, "/api/v1/session"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"%s\"}".formatted(token)))
              .build();
      assertThat(
              client
                  .send(logIn, HttpResponse.BodyHandlers.ofString())
                  .headers()
                  .firstValue("Set-Cookie")
                  .orElseThrow())
          .startsWith("__Host-cbnet-session=")
          .contains("Secure");
    }
  }

  @Test
  void takesPemFilesToo() throws Exception {
    for (String algorithm : List.of("EC", "RSA")) {
      Path store = makeStore("pem-" + algorithm, algorithm);
      String token = tokens.add(Role.READER);
      try (HttpApi api = start(pem(store))) {
        assertThat(send(trusting(store), api, "/api/v1/session", token).statusCode())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void namesAFileOfNoUse() throws Exception {
    Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");

    assertThatThrownBy(() -> start(Tls.pem(nothing, nothing)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("http.tls");
    Tls one = pem(makeStore("pair-one", "EC"));
    Tls other = pem(makeStore("pair-other", "EC"));
    assertThatThrownBy(
            () -> start(Tls.pem(one.certificate().orElseThrow(), other.privateKey().orElseThrow())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is not the key of the first certificate");
    assertThatThrownBy(() -> start(Tls.pem(folder.resolve("none.pem"), nothing)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.pem");
  }

  private HttpApi start(Tls tls) {
    // Outside of loopback by its configuration; the certificate is for localhost.
    CloudConfig.Http http = new CloudConfig.Http("0.0.0.0", 0, Set.of(), Optional.of(tls));
    return HttpApi.start(http, tokens, Clock.systemUTC(), List.of());
  }

  private static URI at(HttpApi api, String path) {
    return URI.create("https://localhost:%d%s".formatted(api.address().getPort(), path));
  }

  private static HttpResponse<String> send(
      HttpClient client, HttpApi api, String path, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(at(api, path)).header("Authorization", "Bearer " + token).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private Path password() throws Exception {
    return Files.writeString(folder.resolve("password"), PASSWORD + "\n");
  }

  private Path makeStore(String name, String algorithm) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "http",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return store;
  }

  private static KeyStore load(Path store) throws Exception {
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      loaded.load(in, PASSWORD.toCharArray());
    }
    return loaded;
  }

  private Tls pem(Path store) throws Exception {
    KeyStore loaded = load(store);
    Path certificate = folder.resolve(store.getFileName() + ".crt");
    Path key = folder.resolve(store.getFileName() + ".key");
    Files.writeString(
        certificate,
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(MIME.encodeToString(loaded.getCertificate("http").getEncoded())));
    Files.writeString(
        key,
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(
                MIME.encodeToString(loaded.getKey("http", PASSWORD.toCharArray()).getEncoded())));
    return Tls.pem(certificate, key);
  }

  private static HttpClient trusting(Path store) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("cloud", (X509Certificate) load(store).getCertificate("http"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
