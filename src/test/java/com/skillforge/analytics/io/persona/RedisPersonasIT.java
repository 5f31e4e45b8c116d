package com.skillforge.analytics.io.persona;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.secrets.Secret;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.LookedUpPersona;
import com.skillforge.analytics.model.PersonaLookup;
import com.skillforge.analytics.testing.Poll;
import com.skillforge.analytics.testing.TestRedis;
import com.skillforge.analytics.testing.cloud.LoopbackCertificate;
import com.skillforge.analytics.testing.cloud.TestSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.beam.sdk.util.SerializableUtils;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisPersonasIT {
  private static final String PASSWORD = "s3cr3t-of-the-reader";
  private static final Secret NO_PASSWORD = new Secret(null, null);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static TestRedis redis;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    redis = TestRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void forget() {
    redis.with(client -> client.flushAll());
    redis.with(client -> client.configResetStat());
  }

  private static RedisPersonas personas(RedisServer server, Duration timeToLive) {
    return new RedisPersonas(server, 1000, timeToLive, SHORT);
  }

  private static RedisServer server(String uri) {
    return new RedisServer(URI.create(uri), null, NO_PASSWORD, null);
  }

  private static PersonaLookup.Session session() {
    return personas(server(redis.uri()), Duration.ofMinutes(5)).open();
  }

  private static Alias user(String id) {
    return Alias.userId("default", id);
  }

  private static LookedUpPersona find(PersonaLookup.Session session, String id) {
    return session.find(Set.of(user(id))).get(user(id));
  }

  private RedisPersonas as(@Nullable String user, String password) throws IOException {
    Path file = Files.writeString(directory.resolve("password"), password + "\n");
    Secret secret = Secret.of(file.toString(), null, TestSecrets.NONE);
    return personas(new RedisServer(URI.create(redis.uri()), user, secret, null), Duration.ZERO);
  }

  private static void assertRefused(ThrowingCallable check, String sentence) {
    assertThatThrownBy(check)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void manyUsersAreOneQuestion() {
    Set<Alias> users = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      users.add(user("u" + i));
      redis.put("u" + i, i % 2 == 0 ? "student" : "advisor");
    }
    users.remove(user("u7"));
    users.add(user("stranger"));
    try (PersonaLookup.Session session = session()) {
      assertThat(session.find(users))
          .hasSize(500)
          .containsEntry(user("u8"), LookedUpPersona.found("student"))
          .containsEntry(user("u9"), LookedUpPersona.found("advisor"))
          .containsEntry(user("stranger"), LookedUpPersona.NONE);
    }
    assertThat(redis.calls("mget")).isEqualTo(1);
  }

  @Test
  void personasAreRememberedAndNothingElse() {
    redis.put("known", "student");
    redis.put("odd", "teacher");
    redis.put("empty", "");
    redis.with(client -> client.lpush("persona:default:list", "student"));
    Set<Alias> users = Set.of(user("known"), user("odd"), user("empty"), user("list"), user("new"));
    try (PersonaLookup.Session session = session()) {
      assertThat(session.find(users))
          .containsEntry(user("odd"), LookedUpPersona.found("teacher"))
          .containsEntry(user("empty"), LookedUpPersona.NONE)
          .containsEntry(user("list"), LookedUpPersona.NONE)
          .containsEntry(user("new"), LookedUpPersona.NONE);
      redis.put("known", "advisor");
      redis.put("odd", "advisor");
      redis.put("new", "advisor");

      assertThat(find(session, "known")).isEqualTo(LookedUpPersona.found("student"));
      assertThat(redis.calls("mget")).isEqualTo(1);
      assertThat(find(session, "odd")).isEqualTo(LookedUpPersona.found("advisor"));
      assertThat(find(session, "new")).isEqualTo(LookedUpPersona.found("advisor"));
      assertThat(redis.calls("mget")).isEqualTo(3);
    }
  }

  @Test
  void anOldAnswerIsAskedForAgain() {
    redis.put("u", "student");
    try (PersonaLookup.Session session = personas(server(redis.uri()), Duration.ZERO).open()) {
      assertThat(find(session, "u")).isEqualTo(LookedUpPersona.found("student"));
      redis.put("u", "career_changer");
      assertThat(find(session, "u")).isEqualTo(LookedUpPersona.found("career_changer"));
    }
  }

  /** {@code persona:a:b:c} is that of user b:c of a, and would be that of user c of a:b. */
  @Test
  void nobodyGetsThePersonaOfSomebodyElse() {
    redis.with(client -> client.set("persona:a:b:c", "student"));
    Alias own = Alias.userId("a", "b:c");
    Alias other = Alias.userId("a:b", "c");
    try (PersonaLookup.Session session = session()) {
      assertThat(session.find(Set.of(own, other)))
          .containsEntry(own, LookedUpPersona.found("student"))
          .containsEntry(other, LookedUpPersona.NONE);
    }
  }

  @Test
  void anotherDatabaseIsAnother() {
    redis.put("u", "student");
    try (PersonaLookup.Session session =
        personas(server(redis.uri() + "/3"), Duration.ZERO).check().open()) {
      assertThat(find(session, "u")).isEqualTo(LookedUpPersona.NONE);
    }
    assertRefused(
        personas(server(redis.uri() + "/999"), Duration.ZERO)::check,
        "cannot be read (ERR DB index is out of range)");
  }

  @Test
  void thePasswordIsReadWhereItIsUsed() throws IOException {
    redis.with(client -> client.aclSetUser("reader", "on", ">" + PASSWORD, "+mget", "~persona:*"));
    redis.with(client -> client.aclSetUser("stranger", "on", ">" + PASSWORD, "+mget", "~x:*"));

    RedisPersonas personas = as("reader", PASSWORD).check();

    assertThat(new String(SerializableUtils.serializeToByteArray(personas), ISO_8859_1))
        .contains("persona")
        .doesNotContain(PASSWORD);
    assertRefused(as("reader", PASSWORD + "x")::check, "refused the login: check");
    assertRefused(as("stranger", PASSWORD)::check, "allow MGET on the keys persona:*");
    assertRefused(as(null, PASSWORD)::check, "cannot be read (ERR AUTH <password> called without");
  }

  @Test
  void aRefusalDuringARunEndsItRatherThanRejectRecords() throws IOException {
    try (PersonaLookup.Session session = as("nobody", PASSWORD).open()) {
      assertRefused(() -> find(session, "u"), "refused the login");
    }
  }

  @Test
  void tlsTrustsWhomItIsTold() {
    redis.put("u", "advisor");
    TrustedCertificates trusted = TrustedCertificates.read(redis.certificate().toString());
    RedisServer known = new RedisServer(URI.create(redis.tlsUri()), null, NO_PASSWORD, trusted);
    try (PersonaLookup.Session session =
        SerializableUtils.ensureSerializable(personas(known, Duration.ZERO).check()).open()) {
      assertThat(find(session, "u")).isEqualTo(LookedUpPersona.found("advisor"));
    }

    TrustedCertificates others =
        new TrustedCertificates(LoopbackCertificate.another().certificatePem());
    RedisServer stranger = new RedisServer(URI.create(redis.tlsUri()), null, NO_PASSWORD, others);
    assertRefused(personas(stranger, Duration.ZERO)::check, "cannot be reached with TLS");
    RedisServer misnamed =
        new RedisServer(URI.create(redis.misnamedTlsUri()), null, NO_PASSWORD, trusted);
    assertRefused(personas(misnamed, Duration.ZERO)::check, "cannot be reached with TLS");
    assertRefused(
        personas(server(redis.tlsUri().replace("rediss", "redis")), Duration.ZERO)::check,
        "whether it wants TLS");
  }

  @Test
  void aFileWithoutCertificatesIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("ca.pem"), "no certificate");

    assertRefused(() -> TrustedCertificates.read(file.toString()), "--personaRedisCaFile");
    assertRefused(() -> TrustedCertificates.read(file + "x"), "--personaRedisCaFile");
  }

  @Test
  void whoDoesNotAnswerIsNamed() throws IOException {
    assertRefused(
        personas(server("redis://127.0.0.1:1"), Duration.ZERO)::check,
        "The Redis redis://127.0.0.1:1 cannot be reached");
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          personas(server("redis://127.0.0.1:" + mute.getLocalPort()), Duration.ZERO)::check,
          "cannot be reached");
    }
  }

  @Test
  void aBrokenConnectionIsMadeAgain() {
    redis.put("u", "student");
    try (PersonaLookup.Session session = personas(server(redis.uri()), Duration.ZERO).open()) {
      find(session, "u");
      redis.with(
          client ->
              client.sendCommand(() -> "CLIENT".getBytes(ISO_8859_1), "KILL", "TYPE", "normal"));

      assertThat(find(session, "u")).isEqualTo(LookedUpPersona.found("student"));
    }
  }

  @Test
  void anOutageIsWaitedForAndThenSaid() {
    redis.put("remembered", "student");
    Set<Alias> users = Set.of(user("remembered"), user("u"));
    try (PersonaLookup.Session session = session()) {
      find(session, "remembered");
      redis.stop();

      assertThat(session.find(users))
          .containsEntry(user("remembered"), LookedUpPersona.found("student"))
          .containsEntry(user("u"), LookedUpPersona.UNREACHABLE);

      redis.startAgain();
      redis.put("u", "advisor");
      Poll.untilSeen(
          "it is asked again", () -> find(session, "u").equals(LookedUpPersona.found("advisor")));
    }
  }

  @Test
  void whoComesBackInTimeHasNeverBeenAway() throws InterruptedException {
    RedisPersonas patient = new RedisPersonas(server(redis.uri()), 0, Duration.ZERO, Poll.PATIENCE);
    redis.stop();
    Thread back =
        new Thread(
            () -> {
              redis.startAgain();
              redis.put("u", "student");
            });
    try (PersonaLookup.Session session = patient.open()) {
      back.start();
      LookedUpPersona found = find(session, "u");
      back.join();

      // Whatever it knows by then, it was asked.
      assertThat(found).isNotEqualTo(LookedUpPersona.UNREACHABLE);
    } finally {
      back.join();
    }
  }
}
