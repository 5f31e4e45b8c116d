package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.IdentityLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Builds identity links for tests, one short call each. */
public final class Links {
  private static final long LINKED_AT = Instant.parse("2026-01-12T08:00:00Z").toEpochMilli();

  private Links() {}

  /** A link that leads to whom it names. */
  public static IdentityLink link(Alias alias, String canonical) {
    return link(alias, canonical, canonical);
  }

  public static IdentityLink link(Alias alias, String canonical, String resolved) {
    return new IdentityLink(alias, canonical, resolved, LINKED_AT);
  }

  /** A merge of one user of the default tenant into another. */
  public static IdentityLink merge(String from, String to) {
    return link(Alias.userId("default", from), to);
  }

  /** A hash like those of e-mail addresses. */
  public static String hash(String seed) {
    return (TestRecords.uuid(seed) + TestRecords.uuid("again" + seed)).replace("-", "");
  }

  /** Writes a file as {@code --identityLinks} takes it. */
  public static Path write(List<IdentityLink> links, Path file) throws IOException {
    StringBuilder csv =
        new StringBuilder("tenant_id,alias_type,alias,canonical_user_id,linked_at\n");
    for (IdentityLink link : links) {
      Long linkedAt = link.linkedAtMillis();
      csv.append(
          String.join(
              ",",
              link.alias().tenantId(),
              link.alias().type().label(),
              link.alias().value(),
              link.canonicalUserId(),
              linkedAt == null ? "" : Instant.ofEpochMilli(linkedAt).toString()));
      csv.append('\n');
    }
    return Files.writeString(file, csv);
  }
}
