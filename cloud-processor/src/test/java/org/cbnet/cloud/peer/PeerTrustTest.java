package org.cbnet.cloud.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.config.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTrustTest {
  @TempDir private Path folder;

  @Test
  void believesWhomTheFilesNameNow() throws Exception {
    Path live = make("one");
    Path password = Files.writeString(folder.resolve("password"), "secret");
    PeerTrust trust = new PeerTrust(Tls.keyStore(live, password));
    assertThat(subjects(trust)).containsExactly("CN=one");

    Files.copy(make("another"), live, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(live, FileTime.fromMillis(1));
    assertThat(subjects(trust)).containsExactly("CN=another");

    Files.writeString(live, "broken");
    assertThat(subjects(trust)).containsExactly("CN=another");
  }

  private static List<String> subjects(PeerTrust trust) {
    return Arrays.stream(trust.getAcceptedIssuers())
        .map(certificate -> certificate.getSubjectX500Principal().getName())
        .toList();
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
