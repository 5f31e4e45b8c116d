package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.LinkStore;
import com.skillforge.analytics.io.identity.IdentityTable;
import com.skillforge.analytics.io.secrets.Secret;
import com.skillforge.analytics.io.secrets.SecretManager;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.transforms.identity.ResolveIdentity;
import com.skillforge.analytics.transforms.identity.ResolveIdentityStreaming;
import com.skillforge.analytics.transforms.parsing.ParsedRecords;
import com.skillforge.analytics.transforms.sharding.Sharding;
import java.time.Duration;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Resolves senders by the identity table that the options name. */
final class Identity {
  private final IdentityTable table;

  private Identity(IdentityTable table) {
    this.table = table;
  }

  /**
   * Opens the table; empty when every user id is its own person.
   *
   * @throws com.skillforge.analytics.io.SourceException when the table cannot be used
   */
  static Optional<Identity> open(JobOptions options) {
    if (options.getIdentityJdbcUrl() != null) {
      Secret password =
          Secret.of(
              options.getIdentityPasswordFile(),
              options.getIdentityPasswordEnv(),
              SecretManager.of(options));
      return Optional.of(
          new Identity(
              IdentityTable.postgres(
                      options.getIdentityJdbcUrl(), options.getIdentityUser(), password)
                  .check()));
    }
    return Optional.ofNullable(options.getIdentityLinks())
        .map(file -> new Identity(IdentityTable.csv(file).check()));
  }

  /** See {@link IdentityTable#erasable}. */
  Optional<LinkStore> erasable() {
    return table.erasable();
  }

  /**
   * Resolves the records under {@link ParsedRecords#BLOCKS}, and adds the links that were used
   * under {@link ResolveIdentity#LINKS}. The other outputs stay.
   *
   * @param parsed records packed by alias, as {@link Sharding#beforeIdentity} says
   */
  PCollectionTuple resolve(
      PCollectionTuple parsed, Pipeline pipeline, JobOptions options, Sharding sharding) {
    PCollectionTuple resolved;
    if (options.isStreaming()) {
      resolved =
          parsed
              .get(ParsedRecords.BLOCKS)
              .apply(
                  "ResolveIdentity",
                  new ResolveIdentityStreaming(
                      table.lookup(
                          options.getIdentityCacheSize(),
                          Duration.ofSeconds(options.getIdentityCacheSeconds()),
                          Duration.ofSeconds(options.getIdentityPatienceSeconds())),
                      sharding));
    } else {
      PCollectionTuple both =
          PCollectionTuple.of(ParsedRecords.BLOCKS, parsed.get(ParsedRecords.BLOCKS))
              .and(ResolveIdentity.LINKS, pipeline.apply("ReadIdentityLinks", table.readLinks()));
      resolved =
          PCollectionTuple.of(
                  ParsedRecords.BLOCKS,
                  both.apply("ResolveIdentity", new ResolveIdentity(sharding)))
              .and(ResolveIdentity.LINKS, both.get(ResolveIdentity.LINKS));
    }
    return resolved
        .and(ParsedRecords.DEAD_LETTERS, parsed.get(ParsedRecords.DEAD_LETTERS))
        .and(ParsedRecords.COUNTS, parsed.get(ParsedRecords.COUNTS));
  }
}
