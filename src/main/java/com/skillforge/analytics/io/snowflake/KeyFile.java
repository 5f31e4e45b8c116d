package com.skillforge.analytics.io.snowflake;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.secrets.SecretException;
import com.skillforge.analytics.io.secrets.SecretText;
import java.io.IOException;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * An RSA private key in PKCS #8 PEM, as Snowflake's documentation has users make it.
 *
 * @param key where it is
 * @param passphrase where its passphrase is; null for a key without
 */
record KeyFile(SecretText key, @Nullable SecretText passphrase) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (ENCRYPTED )?PRIVATE KEY-----(.*?)-----END", Pattern.DOTALL);

  /**
   * Reads the key. Nothing of it gets into a message.
   *
   * @throws WarehouseException when it is not there, or no such key
   */
  RSAPrivateCrtKey read() {
    Matcher pem = PEM.matcher(text(key));
    if (!pem.find()) {
      throw unusable("it is not in PKCS #8 PEM form (BEGIN PRIVATE KEY)");
    }
    boolean encrypted = pem.group(1) != null;
    if (encrypted && passphrase == null) {
      throw unusable("it is encrypted: say where its passphrase is");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
      PKCS8EncodedKeySpec spec = encrypted ? decrypted(bytes) : new PKCS8EncodedKeySpec(bytes);
      PrivateKey read = KeyFactory.getInstance("RSA").generatePrivate(spec);
      if (read instanceof RSAPrivateCrtKey rsa) {
        return rsa;
      }
      throw unusable("it is no RSA key");
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw unusable(
          encrypted ? "its passphrase is wrong, or it is no RSA key" : "it is no RSA key");
    }
  }

  private static String text(SecretText secret) {
    try {
      return secret.read();
    } catch (SecretException e) {
      throw new WarehouseException(e.getMessage(), e);
    }
  }

  private PKCS8EncodedKeySpec decrypted(byte[] bytes) throws GeneralSecurityException, IOException {
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
    PBEKeySpec spec = new PBEKeySpec(text(passphrase).stripTrailing().toCharArray());
    // The name of the scheme that openssl uses by now is in its parameters.
    String scheme =
        info.getAlgName().equals("PBES2") ? info.getAlgParameters().toString() : info.getAlgName();
    Cipher cipher = Cipher.getInstance(scheme);
    cipher.init(
        Cipher.DECRYPT_MODE,
        SecretKeyFactory.getInstance(scheme).generateSecret(spec),
        info.getAlgParameters());
    return info.getKeySpec(cipher);
  }

  private WarehouseException unusable(String reason) {
    return new WarehouseException(
        "Snowflake's private key at " + key.place() + " cannot be used: " + reason + ".");
  }
}
