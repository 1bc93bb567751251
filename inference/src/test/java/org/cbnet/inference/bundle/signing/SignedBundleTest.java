package org.cbnet.inference.bundle.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.inference.TinyBundle;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.signing.KnownAnswers.KnownAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedBundleTest {
  private static final Path OPENSSL = Path.of("/usr/bin/openssl");

  @TempDir private Path folder;

  private final SigningKey key = SigningKey.generate();
  private Path bundle;

  @BeforeEach
  void writeABundle() throws IOException {
    bundle = Files.createDirectory(folder.resolve("bundle"));
    TinyBundle.whole(bundle, "whole.onnx").write();
    List<KnownAnswer> answers = new ArrayList<>();
    for (int i = 0; i < KnownAnswers.LEAST; i++) {
      answers.add(new KnownAnswer("frame-" + i, i % 3, new byte[] {1, 2, 3, (byte) i}));
    }
    new KnownAnswers(KnownAnswers.FORMAT_VERSION, 2, 2, answers).write(bundle);
  }

  @Test
  void isVerifiedByTheKeyThatSigned() throws IOException {
    Release signed = SignedBundle.sign(bundle, key, 7, 5);

    Release verified = SignedBundle.verify(bundle, trusted(key));

    assertThat(verified).isEqualTo(signed);
    assertThat(verified.bundleHash()).isEqualTo(ModelBundle.load(bundle).hash());
    assertThat(verified.keyId()).isEqualTo(key.id());
    assertThat(verified.files())
        .extracting(SignedFile::name)
        .containsExactly("bundle.json", "whole.onnx", "trial.json");
  }

  @Test
  void isVerifiedByEitherOfTwoKeysThatOverlap() throws IOException {
    SigningKey next = SigningKey.generate();
    SignedBundle.sign(bundle, key, 1, 1);

    assertThat(SignedBundle.verify(bundle, trusted(next, key))).isNotNull();
    SignedBundle.sign(bundle, next, 2, 1);
    assertThat(SignedBundle.verify(bundle, trusted(next, key))).isNotNull();
    refuses(trusted(key), "none of the trusted keys (" + key.id() + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "bundle.json,    bundle.json has",
    "whole.onnx,     whole.onnx has",
    "trial.json,     trial.json has",
    "release.json,   none of the trusted keys",
    "release.json.sig, none of the trusted keys"
  })
  void refusesAChangedByteInAnyFile(String file, String reason) throws IOException {
    SignedBundle.sign(bundle, key, 1, 1);
    byte[] content = Files.readAllBytes(bundle.resolve(file));
    content[content.length / 2] ^= 1;
    Files.write(bundle.resolve(file), content);

    refuses(trusted(key), reason);
  }

  @Test
  void refusesAMissingFileAndAnUnsignedBundle() throws IOException {
    refuses(trusted(key), "is not signed");
    SignedBundle.sign(bundle, key, 1, 1);
    Files.delete(bundle.resolve("trial.json"));

    refuses(trusted(key), "has no file trial.json");
  }

  @Test
  void refusesWhereNobodyIsTrusted() throws IOException {
    SignedBundle.sign(bundle, key, 1, 1);

    refuses(new TrustedKeys(List.of()), "there are none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\" : 7        | \"version\" : 4          | minimumVersion must be from 1 to version",
        "whole.onnx             | ../whole.onnx            | file name must be plain",
        "trial.json             | release.json.sig         | file name must be plain",
        "trial.json             | whole.onnx               | a file is there twice",
        "bundle.json            | other.json               | files must hold bundle.json",
        "cbnet-bundle-release   | cbnet-desired-state      | must be cbnet-bundle-release",
        "\"formatVersion\" : 1  | \"formatVersion\" : 2    | must be cbnet-bundle-release of format 1",
        "\"keyId\"              | \"colour\" : 1, \"keyId\" | Unrecognized field",
        "\"version\" : 7        | \"version\" : 7, \"version\" : 8 | Duplicate field",
      })
  void refusesAReleaseThatIsSignedButMakesNoSense(String what, String by, String reason)
      throws IOException {
    SignedBundle.sign(bundle, key, 7, 5);
    String text = Files.readString(bundle.resolve(Release.FILE)).replace(what, by);
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    Files.write(bundle.resolve(Release.FILE), json);
    Files.write(bundle.resolve(Release.SIGNATURE), key.sign(json));

    refuses(trusted(key), reason);
  }

  @Test
  void readsKeysThatOpensslMakesAndAgreesWithItsSignatures() throws Exception {
    assumeThat(OPENSSL).exists();
    openssl("genpkey", "-algorithm", "ed25519", "-out", "k.pem");
    openssl("pkey", "-in", "k.pem", "-pubout", "-out", "p.pem");
    SigningKey read = SigningKey.read(folder.resolve("k.pem"));
    SignedBundle.sign(bundle, read, 1, 1);

    assertThat(SignedBundle.verify(bundle, TrustedKeys.read(List.of(folder.resolve("p.pem")))))
        .isNotNull();
    assertThat(read.publicPem()).isEqualTo(Files.readString(folder.resolve("p.pem")));
    assertThat(read.privatePem()).isEqualTo(Files.readString(folder.resolve("k.pem")));
    openssl(
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "p.pem",
        "-rawin",
        "-in",
        "bundle/release.json",
        "-sigfile",
        "bundle/release.json.sig");
  }

  @Test
  void namesAKeyFileThatIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("key.pem"), key.publicPem());

    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> SigningKey.read(file))
        .withMessageContaining(file + " must be a PEM file with one PRIVATE KEY");
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> SigningKey.read(folder.resolve("none.pem")))
        .withMessageContaining("no key file");
  }

  private static TrustedKeys trusted(SigningKey... keys) {
    return new TrustedKeys(List.of(keys).stream().map(SigningKey::publicKey).toList());
  }

  private void refuses(TrustedKeys trusted, String reason) {
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> SignedBundle.verify(bundle, trusted))
        .withMessageContaining(reason);
  }

  private void openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(OPENSSL.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
