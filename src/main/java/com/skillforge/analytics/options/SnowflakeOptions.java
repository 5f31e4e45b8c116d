package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** The Snowflake account that rows are written to. */
@Description("Snowflake")
public interface SnowflakeOptions extends SecretOptions {
  @Description("The account's identifier, for example myorg-myaccount.")
  String getSnowflakeAccount();

  void setSnowflakeAccount(String account);

  @Description(
      "Where the account is reached, when that is not"
          + " https://<account>.snowflakecomputing.com; for example over a private link.")
  String getSnowflakeUrl();

  void setSnowflakeUrl(String url);

  @Description("The user to sign in as, with its key pair.")
  String getSnowflakeUser();

  void setSnowflakeUser(String user);

  @Description("The role to act in; the user's default role when it is not given.")
  String getSnowflakeRole();

  void setSnowflakeRole(String role);

  @Description(
      "The virtual warehouse that computes; the user's default warehouse when it is not given.")
  String getSnowflakeWarehouse();

  void setSnowflakeWarehouse(String warehouse);

  @Description("The database that holds the schemas and tables.")
  String getSnowflakeDatabase();

  void setSnowflakeDatabase(String database);

  @Description(
      "Where the user's private key is (PKCS #8, PEM): a file that every worker can read, or"
          + " sm://projects/P/secrets/S/versions/V for Secret Manager. It is read on the workers,"
          + " so that the key never enters the job.")
  @Parameter(regex = Values.SECRET)
  String getSnowflakePrivateKey();

  void setSnowflakePrivateKey(String place);

  @Description("Where the passphrase of an encrypted private key is: a file or sm://… likewise.")
  @Parameter(regex = Values.SECRET)
  String getSnowflakePrivateKeyPassphrase();

  void setSnowflakePrivateKeyPassphrase(String place);

  @Description("The storage integration that lets Snowflake read the staging bucket.")
  String getSnowflakeStorageIntegration();

  void setSnowflakeStorageIntegration(String integration);

  @Description(
      "Where rows wait for Snowflake to load them: a folder of a bucket, ending with a slash, for"
          + " example gs://bucket/snowflake/.")
  @Parameter(kind = Parameter.Kind.GCS_WRITE_FOLDER, regex = "gs://[A-Za-z0-9_./-]*/")
  String getSnowflakeStagingBucket();

  void setSnowflakeStagingBucket(String bucket);

  @Description("How long, in seconds, to keep trying when Snowflake does not answer.")
  @Default.Integer(300)
  int getSnowflakePatienceSeconds();

  void setSnowflakePatienceSeconds(int seconds);

  @Description("Streaming: how often, in seconds, rows are handed to Snowpipe.")
  @Default.Integer(30)
  int getSnowflakeFlushSeconds();

  void setSnowflakeFlushSeconds(int seconds);
}
