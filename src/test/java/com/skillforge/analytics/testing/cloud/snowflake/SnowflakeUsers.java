package com.skillforge.analytics.testing.cloud.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The users of an account and their public keys: checks the tokens with which they sign in. */
final class SnowflakeUsers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String account;
  private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();

  SnowflakeUsers(String account) {
    this.account = account.toUpperCase(Locale.ROOT);
  }

  void add(String user, PublicKey key) {
    keys.put(user.toUpperCase(Locale.ROOT), key);
  }

  /**
   * Checks a key pair token as Snowflake documents it: RS256, {@code sub} is ACCOUNT.USER, {@code
   * iss} the same with the key's fingerprint, within its time.
   *
   * @return the user
   * @throws SnowflakeError when the token is not valid
   */
  String signIn(String token) {
    try {
      return check(token);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw refused("it cannot be read: " + e.getMessage());
    }
  }

  private String check(String token) throws IOException, GeneralSecurityException {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw refused("it has " + parts.length + " parts");
    }
    Base64.Decoder decoder = Base64.getUrlDecoder();
    if (!"RS256".equals(JSON.readTree(decoder.decode(parts[0])).path("alg").asText())) {
      throw refused("its algorithm is not RS256");
    }
    JsonNode claims = JSON.readTree(decoder.decode(parts[1]));
    String subject = claims.path("sub").asText();
    if (!subject.startsWith(account + ".")) {
      throw refused("its subject is of another account");
    }
    String user = subject.substring(account.length() + 1);
    PublicKey key = keys.get(user);
    if (key == null) {
      throw refused("nobody has that name");
    }
    if (!claims.path("iss").asText().equals(subject + ".SHA256:" + fingerprint(key))) {
      throw refused("its issuer has another key");
    }
    long now = Instant.now().getEpochSecond();
    if (claims.path("exp").asLong() < now || claims.path("iat").asLong() > now + 60) {
      throw refused("it is not valid now");
    }
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key);
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    if (!signature.verify(decoder.decode(parts[2]))) {
      throw refused("its signature is wrong");
    }
    return user;
  }

  private static String fingerprint(PublicKey key) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    return Base64.getEncoder().encodeToString(hash);
  }

  private static SnowflakeError refused(String reason) {
    return new SnowflakeError("390144", "08001", "JWT token is invalid: " + reason + ".");
  }
}
