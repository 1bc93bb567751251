package org.cbnet.cloud.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.cbnet.cloud.config.Tls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Believes another instance where its certificate is among those that this one serves with, or was
 * issued by one of them. Changed files are read at the next handshake, as the server reads them:
 * instances that renew their certificates must go on knowing each other.
 */
final class PeerTrust extends X509ExtendedTrustManager {
  private static final Logger LOG = LoggerFactory.getLogger(PeerTrust.class);

  private final Tls tls;
  private final Path file;
  private FileTime seen;
  private X509ExtendedTrustManager now;

  PeerTrust(Tls tls) throws IOException {
    this.tls = tls;
    this.file = tls.certificate().or(tls::keyStore).orElseThrow();
    this.seen = Files.getLastModifiedTime(file);
    this.now = read(tls);
  }

  /**
   * Makes connections to those that are believed.
   *
   * @throws IOException where the files can't be used
   */
  static SSLContext open(Tls tls) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new PeerTrust(tls)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("http.tls can't be used to know peers by: " + e.getMessage(), e);
    }
  }

  private synchronized X509ExtendedTrustManager now() {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (!changed.equals(seen)) {
        now = read(tls);
        seen = changed;
      }
    } catch (IOException e) {
      LOG.warn("changed http.tls files can't be used, the old ones are reason={}", e.toString());
    }
    return now;
  }

  private static X509ExtendedTrustManager read(Tls tls) throws IOException {
    try {
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(tls.certificate().isPresent() ? pem(tls.certificate().get()) : keyStore(tls));
      return (X509ExtendedTrustManager) managers.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IOException("http.tls can't be used to know peers by: " + e.getMessage(), e);
    }
  }

  private static KeyStore pem(Path file) throws IOException, GeneralSecurityException {
    KeyStore trusted = empty();
    try (InputStream in = Files.newInputStream(file)) {
      int i = 0;
      for (Certificate of : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("certificate-" + i++, of);
      }
    }
    return trusted;
  }

  private static KeyStore keyStore(Tls tls) throws IOException, GeneralSecurityException {
    char[] password = Files.readString(tls.passwordFile().orElseThrow()).strip().toCharArray();
    KeyStore store = KeyStore.getInstance(tls.keyStore().orElseThrow().toFile(), password);
    KeyStore trusted = empty();
    int i = 0;
    for (String alias : Collections.list(store.aliases())) {
      Certificate[] chain = store.getCertificateChain(alias);
      for (Certificate of : chain == null ? new Certificate[0] : chain) {
        trusted.setCertificateEntry("certificate-" + i++, of);
      }
    }
    return trusted;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null);
    return store;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    now().checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    now().checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    now().checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    now().checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    now().checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    now().checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return now().getAcceptedIssuers();
  }
}
