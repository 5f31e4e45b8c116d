package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** Which jar is checked before it is deployed. */
@Description("Jar")
public interface JarOptions extends PipelineOptions {
  @Description("The packaged jar.")
  @Validation.Required
  String getJar();

  void setJar(String file);
}
