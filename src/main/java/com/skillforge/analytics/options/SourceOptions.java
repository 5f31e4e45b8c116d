package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.StreamingOptions;

/** Where records come from. */
@Description("Source")
public interface SourceOptions extends StreamingOptions, SecretOptions {
  @Description(
      "Where records come from: kafka, files, or warehouse (the raw tables that raw-events has"
          + " filled in the first of --warehouses, for KPIs in batch). warehouse goes alone or"
          + " together with one of the others (warehouse,kafka) for what is newer: a record that is"
          + " in both counts once. local is the raw tables of --localWarehouse in the same way.")
  @Default.String("kafka")
  @Parameter(regex = "kafka|files|warehouse|warehouse,kafka|warehouse,files")
  String getSource();

  void setSource(String source);

  @Description(
      "With --source=files: NDJSON files, gzip too; paths, glob patterns or directories, separated by"
          + " commas. A file called <topic>.ndjson stands for that topic; lines of other files are"
          + " routed by record type and persona.")
  @Parameter(kind = Parameter.Kind.GCS_READ_FILE)
  String getInput();

  void setInput(String input);

  @Description("With --source=kafka: the brokers, host:port separated by commas.")
  @Parameter(regex = "[^,:\\s]+:[0-9]+(,[^,:\\s]+:[0-9]+)*")
  String getBootstrapServers();

  void setBootstrapServers(String bootstrapServers);

  @Description(
      "A file of Kafka consumer properties (security, fetch sizes …). Only committed records are"
          + " read unless it says isolation.level=read_uncommitted. ${env:NAME} in a value is"
          + " replaced by the environment variable where the record is read, and"
          + " ${sm://projects/P/secrets/S/versions/V} by what Secret Manager has, so that secrets"
          + " never enter the job.")
  @Parameter(kind = Parameter.Kind.GCS_READ_FILE)
  String getKafkaProperties();

  void setKafkaProperties(String file);

  @Description(
      "Start of the range: a date (2026-01-12) or an instant (2026-01-12T08:00:00Z), inclusive."
          + " raw-events reads the records whose Kafka timestamp is in the range, wherever they stand;"
          + " KPI pipelines report"
          + " the periods that overlap it and read the earlier input that they need. Without it:"
          + " from the first record.")
  @Parameter(regex = Values.INSTANT)
  String getFrom();

  void setFrom(String from);

  @Description(
      "End of the range, exclusive, and the as-of of KPI rows, which count every record whose event"
          + " time is before it. Without it: everything up to the launch, and as-of is the latest"
          + " event time that was read.")
  @Parameter(regex = Values.INSTANT)
  String getTo();

  void setTo(String to);

  @Description(
      "The topics of analytics events, separated by commas; a name that ends in a persona"
          + " (….student) takes events of that persona only.")
  @Default.String(
      "analytics.events.student,analytics.events.career_changer,analytics.events.advisor")
  String getEventTopics();

  void setEventTopics(String topics);

  @Description("The topic of account_created records.")
  @Default.String("platform.accounts")
  String getAccountTopic();

  void setAccountTopic(String topic);

  @Description("The compacted topic of roster_assignment records.")
  @Default.String("advisor.roster")
  String getRosterTopic();

  void setRosterTopic(String topic);

  @Description("The topic of readiness_recalculated records.")
  @Default.String("readiness.recalculations")
  String getRecalculationTopic();

  void setRecalculationTopic(String topic);

  @Description("The topic of page_timing records.")
  @Default.String("frontend.timings")
  String getTimingTopic();

  void setTimingTopic(String topic);

  @Description("The topic of O*NET releases and ETL jobs.")
  @Default.String("etl.jobs")
  String getEtlTopic();

  void setEtlTopic(String topic);

  @Description("The topic of erasure requests.")
  @Default.String("privacy.requests")
  String getPrivacyTopic();

  void setPrivacyTopic(String topic);

  @Description(
      "How long to keep trying when a broker goes away in the middle of a bounded read, in seconds.")
  @Default.Integer(60)
  int getBrokerPatienceSeconds();

  void setBrokerPatienceSeconds(int seconds);

  @Description(
      "Streaming: how far behind the newest record of a partition its watermark stays, in seconds.")
  @Default.Integer(5)
  int getMaxOutOfOrderSeconds();

  void setMaxOutOfOrderSeconds(int seconds);
}
