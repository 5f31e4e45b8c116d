package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Who is who: where the links from aliases to canonical users come from. */
@Description("Identity")
public interface IdentityOptions extends SecretOptions {
  @Description(
      "The PostgreSQL data base of the User Service with its table identity_links, for example"
          + " jdbc:postgresql://host:5432/users. Without it, and without --identityLinks, every"
          + " user_id is its own person.")
  @Parameter(regex = "jdbc:postgresql:.*")
  String getIdentityJdbcUrl();

  void setIdentityJdbcUrl(String url);

  @Description(
      "With --identityJdbcUrl: the data base user; it needs no more than SELECT, for erasure DELETE too.")
  String getIdentityUser();

  void setIdentityUser(String user);

  @Description(
      "With --identityJdbcUrl: a file that holds the password and nothing else, or"
          + " sm://projects/P/secrets/S/versions/V for Secret Manager. It is read where the data"
          + " base is used, so that the password never enters the job.")
  @Parameter(regex = Values.SECRET)
  String getIdentityPasswordFile();

  void setIdentityPasswordFile(String file);

  @Description(
      "With --identityJdbcUrl: the name of an environment variable that holds the password, instead"
          + " of a file.")
  @Parameter(localOnly = true)
  String getIdentityPasswordEnv();

  void setIdentityPasswordEnv(String variable);

  @Description(
      "A CSV file with the columns of identity_links (tenant_id, alias_type, alias,"
          + " canonical_user_id, linked_at) and a header line, instead of a data base.")
  @Parameter(kind = Parameter.Kind.GCS_READ_FILE)
  String getIdentityLinks();

  void setIdentityLinks(String file);

  @Description("Streaming: how many looked up aliases a worker remembers at most.")
  @Default.Integer(100_000)
  int getIdentityCacheSize();

  void setIdentityCacheSize(int size);

  @Description(
      "Streaming: for how many seconds a looked up alias is remembered, so how old a link may be.")
  @Default.Integer(300)
  int getIdentityCacheSeconds();

  void setIdentityCacheSeconds(int seconds);

  @Description(
      "Streaming: how long to keep trying, in seconds, when the data base goes away; then the run"
          + " fails rather than guess who sent a record.")
  @Default.Integer(60)
  int getIdentityPatienceSeconds();

  void setIdentityPatienceSeconds(int seconds);
}
