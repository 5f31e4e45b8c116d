package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Who is told what runs read and write. */
@Description("Lineage")
public interface LineageOptions extends PipelineOptions {
  @Description(
      "Where events of OpenLineage are posted: a collector such as http://marquez:5000, for which"
          + " /api/v1/lineage is added, or the whole address, such as"
          + " http://datahub:8080/openapi/openlineage/api/v1/lineage. A collector that does not"
          + " answer costs a warning, and a run at most some seconds.")
  @Parameter(regex = "https?://.+")
  @Nullable String getOpenLineageUrl();

  void setOpenLineageUrl(String url);

  @Description(
      "With --openLineageUrl: the name of an environment variable that holds the collector's API key"
          + " (DataHub: a personal access token).")
  @Parameter(localOnly = true)
  @Nullable String getOpenLineageApiKeyEnv();

  void setOpenLineageApiKeyEnv(String variable);

  @Description("A file that events of OpenLineage are appended to, one JSON object on each line.")
  @Parameter(localOnly = true)
  @Nullable String getOpenLineageFile();

  void setOpenLineageFile(String file);

  @Description(
      "The namespace of the jobs in events of OpenLineage; a dot and the environment are added.")
  @Default.String("skillforge")
  String getOpenLineageNamespace();

  void setOpenLineageNamespace(String namespace);
}
