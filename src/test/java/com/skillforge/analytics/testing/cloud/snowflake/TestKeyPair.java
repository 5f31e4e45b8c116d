package com.skillforge.analytics.testing.cloud.snowflake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;

/** An RSA key pair that lives for one test. */
public final class TestKeyPair {
  private static final int BITS = 2048;

  private final KeyPair pair;

  private TestKeyPair(KeyPair pair) {
    this.pair = pair;
  }

  public static TestKeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return new TestKeyPair(generator.generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public PublicKey publicKey() {
    return pair.getPublic();
  }

  /** The private key in the form in which Snowflake's users keep it: PKCS #8 in PEM. */
  public String privatePem() {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** The private key's bytes, to look for them where they must not be. */
  public byte[] privateBytes() {
    return pair.getPrivate().getEncoded();
  }

  /** Writes the private key to a file of a folder. */
  public Path writeTo(Path folder) {
    try {
      return Files.writeString(folder.resolve("snowflake_key.p8"), privatePem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
