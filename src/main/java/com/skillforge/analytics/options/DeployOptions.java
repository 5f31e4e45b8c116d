package com.skillforge.analytics.options;

import org.apache.beam.runners.dataflow.options.DefaultGcpRegionFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Which flex templates go where. */
@Description("Deployment")
public interface DeployOptions extends PipelineOptions {
  @Description("The pipelines to deploy, names of folders under pipelines/, separated by commas.")
  String getPipelines();

  void setPipelines(String names);

  @Description("Deploy all pipelines.")
  boolean getAll();

  void setAll(boolean all);

  @Description("The Google Cloud project; without it, that of gcloud's configuration.")
  @Default.InstanceFactory(GcpOptions.DefaultProjectFactory.class)
  String getProject();

  void setProject(String project);

  @Description(
      "Where the jobs will run, for example europe-west1; without it, the region of gcloud's"
          + " configuration.")
  @Default.InstanceFactory(DefaultGcpRegionFactory.class)
  String getRegion();

  void setRegion(String region);

  @Description(
      "The name of the images in Artifact Registry, without a tag, for example"
          + " europe-west1-docker.pkg.dev/my-project/templates/skillforge-analytics.")
  String getImage();

  void setImage(String image);

  @Description(
      "The folder that the template files go to, for example gs://my-bucket/templates; each is"
          + " called <pipeline>.json.")
  String getTemplates();

  void setTemplates(String folder);

  @Description("The images are in the registry already: only write and upload the template files.")
  boolean getSkipImages();

  void setSkipImages(boolean skip);

  @Description(
      "Run nothing: write the template files to target/templates, and print every command. What is"
          + " not given appears as a word in capitals.")
  boolean getDryRun();

  void setDryRun(boolean dryRun);
}
