package com.skillforge.analytics.io.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.secrets.Secret;
import com.skillforge.analytics.io.secrets.SecretText;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.LinkLookup;
import com.skillforge.analytics.testing.Links;
import com.skillforge.analytics.testing.Poll;
import com.skillforge.analytics.testing.TestPostgres;
import com.skillforge.analytics.testing.cloud.TestSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIdentityTableIT extends IdentityTableContract {
  private static final String SECRET = "s3cr3t-of-the-reader";
  private static TestPostgres postgres;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    postgres.execute("CREATE ROLE reader LOGIN PASSWORD '" + SECRET + "'");
    postgres.execute("CREATE DATABASE empty");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Override
  IdentityTable table(List<IdentityLink> links) {
    postgres.setLinks(links);
    return IdentityTable.postgres(postgres.url(), TestPostgres.USER, new Secret(null, null));
  }

  private static void assertRefused(ThrowingCallable check, String sentence) {
    assertThatThrownBy(check)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining(SECRET);
  }

  private IdentityTable as(String user, String password) throws IOException {
    Path file = Files.writeString(directory.resolve("password"), password + "\n");
    return IdentityTable.postgres(
        postgres.url(), user, new Secret(new SecretText(file.toString(), TestSecrets.NONE), null));
  }

  @Test
  void readsThePasswordWhereItIsUsed() throws IOException {
    table(List.of());
    postgres.execute("GRANT SELECT ON identity_links TO reader");
    requirePasswords();

    as("reader", SECRET).check();
    assertRefused(as("reader", SECRET + "x")::check, "refused the login of user reader: check");
  }

  private static void requirePasswords() {
    postgres.execute(
        "COPY (SELECT 'host all reader all scram-sha-256' UNION ALL"
            + " SELECT 'host all all all trust' UNION ALL SELECT 'local all all trust')"
            + " TO PROGRAM 'cat > pg_hba.conf'");
    postgres.execute("SELECT pg_reload_conf()");
  }

  @Test
  void saysThatTheTableIsMissing() {
    String url = postgres.url().replaceFirst("/postgres$", "/empty");

    assertRefused(
        IdentityTable.postgres(url, TestPostgres.USER, new Secret(null, null))::check,
        "lacks the table identity_links");
  }

  @Test
  void saysThatTheDatabaseIsMissing() {
    String url = postgres.url().replaceFirst("/postgres$", "/nowhere");

    assertRefused(
        IdentityTable.postgres(url, TestPostgres.USER, new Secret(null, null))::check,
        "does not exist on that server");
  }

  @Test
  void saysThatTheTableMayNotBeRead() {
    postgres.execute("CREATE ROLE stranger LOGIN");

    assertRefused(
        IdentityTable.postgres(postgres.url(), "stranger", new Secret(null, null))::check,
        "does not let user stranger read identity_links");
  }

  @Test
  void saysThatNobodyListens() {
    assertRefused(
        IdentityTable.postgres("jdbc:postgresql://localhost:1/x", "u", new Secret(null, null))
            ::check,
        "cannot be reached");
  }

  @Test
  void saysThatAServerDoesNotAnswer() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "jdbc:postgresql://localhost:" + mute.getLocalPort() + "/x";

      assertRefused(
          IdentityTable.postgres(url, "u", new Secret(null, null))::check, "cannot be reached");
    }
  }

  @Test
  void refusesAnUnknownAliasType() {
    IdentityTable table = table(List.of());
    postgres.execute("INSERT INTO identity_links VALUES ('north', 'email', 'a', 'b', now())");

    assertRefused(table::check, "a link of tenant 'north' with alias_type 'email'");
  }

  @Test
  void aLinkIsSeenWhenTheRememberedOneIsOld() {
    IdentityTable table = table(List.of());
    Set<Alias> wanted = Set.of(Alias.userId("default", "a"));
    try (LinkLookup.Session session =
        table.lookup(10, Duration.ZERO, Duration.ofSeconds(1)).open()) {
      assertThat(session.find(wanted, link -> {})).isEmpty();

      postgres.setLinks(List.of(Links.merge("a", "b")));

      assertThat(session.find(wanted, link -> {})).hasSize(1);
    }
  }

  @Test
  void aBrokenConnectionIsMadeAgain() {
    IdentityTable table = table(List.of(Links.merge("a", "b")));
    Set<Alias> wanted = Set.of(Alias.userId("default", "a"));
    try (LinkLookup.Session session = table.lookup(0, Duration.ZERO, Poll.PATIENCE).open()) {
      session.find(wanted, link -> {});

      postgres.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'skillforge-analytics'");

      assertThat(session.find(wanted, link -> {})).hasSize(1);
    }
  }

  @Test
  void aServerThatStaysAwayEndsTheLookUp() {
    IdentityTable table =
        IdentityTable.postgres("jdbc:postgresql://localhost:1/x", "u", new Secret(null, null));
    try (LinkLookup.Session session =
        table.lookup(10, Duration.ofMinutes(1), Duration.ofSeconds(1)).open()) {
      assertRefused(
          () -> session.find(Set.of(Alias.userId("default", "a")), link -> {}),
          "cannot be reached");
    }
  }
}
