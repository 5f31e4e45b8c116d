package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where secrets come from that options name as {@code sm://…}. */
@Description("Secrets")
public interface SecretOptions extends PipelineOptions {
  @Description(
      "The address of Secret Manager, for secrets whose place is"
          + " sm://projects/P/secrets/S/versions/V; another one for regional secrets.")
  @Default.String("https://secretmanager.googleapis.com")
  String getSecretManagerEndpoint();

  void setSecretManagerEndpoint(String endpoint);
}
