package com.skillforge.analytics.io.persona;

import com.skillforge.analytics.io.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.apache.beam.sdk.io.FileSystems;

/**
 * Certificates of those who sign the certificates of servers. They are no secret, and travel with a
 * job.
 *
 * @param pem one or more of them in PEM
 */
public record TrustedCertificates(String pem) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Reads a file of certificates.
   *
   * @param file a path of this machine, or any that a registered Beam file system knows
   * @throws SourceException when it cannot be read, or holds no certificate
   */
  public static TrustedCertificates read(String file) {
    try (ReadableByteChannel channel =
        FileSystems.open(FileSystems.matchNewResource(file, false))) {
      byte[] bytes = Channels.newInputStream(channel).readAllBytes();
      TrustedCertificates read =
          new TrustedCertificates(new String(bytes, StandardCharsets.US_ASCII));
      read.socketFactory();
      return read;
    } catch (IOException | IllegalArgumentException e) {
      throw new SourceException(
          "The file of certificates "
              + file
              + " cannot be read, or is none in PEM: check --personaRedisCaFile.",
          e);
    }
  }

  /**
   * Makes connections that trust these and no others.
   *
   * @throws IllegalArgumentException when there is no certificate
   */
  SSLSocketFactory socketFactory() {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("no certificate");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("trusted-" + store.size(), certificate);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("not certificates in PEM", e);
    }
  }
}
