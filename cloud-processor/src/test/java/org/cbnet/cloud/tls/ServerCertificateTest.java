package org.cbnet.cloud.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.config.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {
  @TempDir private Path folder;

  @Test
  void servesChangedFilesAndKeepsTheOldOnesWhereTheNewAreOfNoUse() throws Exception {
    Path live = make("one");
    Path password = Files.writeString(folder.resolve("password"), "secret");
    try (ServerCertificate certificate = ServerCertificate.open(Tls.keyStore(live, password))) {
      certificate.factory().start();
      assertThat(subject(certificate)).isEqualTo("CN=one");

      Files.copy(make("another"), live, StandardCopyOption.REPLACE_EXISTING);
      certificate.look();
      assertThat(subject(certificate)).isEqualTo("CN=another");

      Files.writeString(live, "broken");
      certificate.look();
      assertThat(subject(certificate)).isEqualTo("CN=another");
      certificate.factory().stop();
    }
  }

  private static String subject(ServerCertificate certificate) throws Exception {
    return ((X509Certificate) certificate.factory().getKeyStore().getCertificate("http"))
        .getSubjectX500Principal()
        .getName();
  }

  private Path make(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "http",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return store;
  }
}
