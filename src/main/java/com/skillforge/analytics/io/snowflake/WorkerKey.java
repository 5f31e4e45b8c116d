package com.skillforge.analytics.io.snowflake;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A private key that travels as the place where it is kept, for an interface that wants a key when
 * a job is put together. It is read when it is first used.
 */
final class WorkerKey implements RSAPrivateCrtKey {
  private static final long serialVersionUID = 1L;

  private final KeyFile file;
  private transient @Nullable RSAPrivateCrtKey read;

  WorkerKey(KeyFile file) {
    this.file = file;
  }

  private synchronized RSAPrivateCrtKey key() {
    if (read == null) {
      read = file.read();
    }
    return read;
  }

  @Override
  public String getAlgorithm() {
    return "RSA";
  }

  @Override
  public String getFormat() {
    return key().getFormat();
  }

  @Override
  public byte[] getEncoded() {
    return key().getEncoded();
  }

  @Override
  public BigInteger getPublicExponent() {
    return key().getPublicExponent();
  }

  @Override
  public BigInteger getPrimeP() {
    return key().getPrimeP();
  }

  @Override
  public BigInteger getPrimeQ() {
    return key().getPrimeQ();
  }

  @Override
  public BigInteger getPrimeExponentP() {
    return key().getPrimeExponentP();
  }

  @Override
  public BigInteger getPrimeExponentQ() {
    return key().getPrimeExponentQ();
  }

  @Override
  public BigInteger getCrtCoefficient() {
    return key().getCrtCoefficient();
  }

  @Override
  public BigInteger getPrivateExponent() {
    return key().getPrivateExponent();
  }

  @Override
  public BigInteger getModulus() {
    return key().getModulus();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkerKey key && key.file.equals(file);
  }

  @Override
  public int hashCode() {
    return file.hashCode();
  }

  @Override
  public String toString() {
    return "key at " + file.key().place();
  }
}
