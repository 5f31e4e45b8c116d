package com.skillforge.analytics.io.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.secrets.SecretManager;
import com.skillforge.analytics.io.secrets.SecretText;
import com.skillforge.analytics.testing.cloud.Faults;
import com.skillforge.analytics.testing.cloud.HttpAnswer;
import com.skillforge.analytics.testing.cloud.HttpStandIn;
import com.skillforge.analytics.testing.cloud.HttpStep;
import com.skillforge.analytics.testing.cloud.TestSecrets;
import com.skillforge.analytics.testing.cloud.snowflake.TestKeyPair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private static final TestKeyPair PAIR = TestKeyPair.generate();

  @TempDir private Path folder;

  private static KeyFile file(Path key) {
    return new KeyFile(new SecretText(key.toString(), TestSecrets.NONE), null);
  }

  @Test
  void aKeyIsReadFromItsFile() {
    assertThat(file(PAIR.writeTo(folder)).read().getEncoded()).isEqualTo(PAIR.privateBytes());
  }

  @Test
  void anEncryptedKeyNeedsItsPassphrase() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), encryptedPem("open sesame"));
    Path right = Files.writeString(folder.resolve("right"), "open sesame\n");
    Path wrong = Files.writeString(folder.resolve("wrong"), "close sesame\n");

    assertThat(with(key, right).read().getEncoded()).isEqualTo(PAIR.privateBytes());
    assertThatThrownBy(() -> with(key, wrong).read())
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("passphrase is wrong")
        .hasMessageNotContaining("sesame");
    assertThatThrownBy(() -> file(key).read()).hasMessageContaining("say where its passphrase is");
  }

  private static KeyFile with(Path key, Path passphrase) {
    return new KeyFile(
        new SecretText(key.toString(), TestSecrets.NONE),
        new SecretText(passphrase.toString(), TestSecrets.NONE));
  }

  /** As {@code openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES} writes it. */
  private static String encryptedPem(String passphrase) throws Exception {
    String scheme = "PBEWithSHA1AndDESede";
    Cipher cipher = Cipher.getInstance(scheme);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(scheme)
            .generateSecret(new PBEKeySpec(passphrase.toCharArray())));
    byte[] encrypted = cipher.doFinal(PAIR.privateBytes());
    AlgorithmParameters parameters = cipher.getParameters();
    byte[] info = new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded();
    return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(info)
        + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
  }

  @Test
  void whatIsNoKeyIsNamedButNotShown() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "my secret notes");
    Path broken =
        Files.writeString(
            folder.resolve("broken"),
            "-----BEGIN PRIVATE KEY-----\nbXkgc2VjcmV0\n-----END PRIVATE KEY-----\n");

    assertThatThrownBy(() -> file(text).read())
        .hasMessageContaining(text.toString())
        .hasMessageContaining("PKCS #8")
        .hasMessageNotContaining("secret notes");
    assertThatThrownBy(() -> file(broken).read())
        .hasMessageContaining("no RSA key")
        .hasMessageNotContaining("bXkg");
    assertThatThrownBy(() -> file(folder.resolve("missing")).read())
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aKeyIsReadFromSecretManager() {
    Faults faults = new Faults();
    String data =
        Base64.getEncoder().encodeToString(PAIR.privatePem().getBytes(StandardCharsets.UTF_8));
    byte[] body = ("{\"payload\": {\"data\": \"" + data + "\"}}").getBytes(StandardCharsets.UTF_8);
    HttpStep.Service service =
        call ->
            call.is("GET", "v1", "projects", "p", "secrets", "s", "versions", "7:access")
                    && "Bearer t".equals(call.headers().get("Authorization"))
                ? Optional.of(HttpStep.of("access", () -> HttpAnswer.bytes(body)))
                : Optional.empty();
    try (HttpStandIn server = new HttpStandIn(faults, List.of(service))) {
      SecretManager manager =
          new SecretManager(
              "http://127.0.0.1:" + server.port(),
              uri -> Map.of("Authorization", List.of("Bearer t")));
      KeyFile key =
          new KeyFile(new SecretText("sm://projects/p/secrets/s/versions/7", manager), null);
      assertThat(key.read().getEncoded()).isEqualTo(PAIR.privateBytes());

      faults.on("access").refuse(403, "denied");
      assertThatThrownBy(key::read)
          .isInstanceOf(WarehouseException.class)
          .hasMessageContaining("Secret Accessor")
          .hasMessageNotContaining(data.substring(0, 40));
    }
  }

  @Test
  void aKeyTravelsAsItsPlace() throws Exception {
    WorkerKey key = new WorkerKey(file(PAIR.writeTo(folder)));
    assertThat(key.getModulus()).isPositive();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(key);
    }
    byte[] whole = PAIR.privateBytes(); // its beginning is the public modulus
    byte[] secret = Arrays.copyOfRange(whole, whole.length - 80, whole.length - 40);
    assertThat(out.toString(StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
    try (ObjectInputStream objects =
        new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      WorkerKey arrived = (WorkerKey) objects.readObject();
      assertThat(arrived).isEqualTo(key);
      assertThat(arrived.getEncoded()).isEqualTo(PAIR.privateBytes());
    }
  }
}
