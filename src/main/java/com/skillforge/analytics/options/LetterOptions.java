package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which dead letters are meant. */
@Description("Letters")
public interface LetterOptions extends PipelineOptions {
  @Description("Only letters with this error code, for example MISSING_PROPERTY.")
  @Parameter(localOnly = true)
  @Nullable String getCode();

  void setCode(String code);

  @Description("Only letters of this topic.")
  @Parameter(localOnly = true)
  @Nullable String getTopic();

  void setTopic(String topic);

  @Description("Only letters whose record says that it is of this type.")
  @Parameter(localOnly = true)
  @Nullable String getEvent();

  void setEvent(String event);

  @Description("Only letters written at this date or instant, or later.")
  @Parameter(localOnly = true)
  @Nullable String getSince();

  void setSince(String since);

  @Description("Only letters written before this date or instant.")
  @Parameter(localOnly = true)
  @Nullable String getUntil();

  void setUntil(String until);

  @Description(
      "Only the letter of the record at this position, written as lists show it:"
          + " <topic>-<partition>@<offset>.")
  @Parameter(localOnly = true)
  @Nullable String getPosition();

  void setPosition(String position);

  @Description("How many letters are taken at most, the oldest first.")
  @Default.Integer(50_000)
  @Parameter(localOnly = true)
  int getMaxLetters();

  void setMaxLetters(int letters);
}
