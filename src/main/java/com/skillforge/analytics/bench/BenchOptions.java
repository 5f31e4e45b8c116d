package com.skillforge.analytics.bench;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the benchmark measures. */
@Description("Benchmark")
public interface BenchOptions extends PipelineOptions {
  @Description("How many events the batch contenders read.")
  @Default.Integer(1_000_000)
  int getEvents();

  void setEvents(int events);

  @Description("How many users send them.")
  @Default.Integer(40_000)
  int getUsers();

  void setUsers(int users);

  @Description("How often each contender runs; the median counts.")
  @Default.Integer(3)
  int getRounds();

  void setRounds(int rounds);

  @Description(
      "Who takes part, separated by commas: floor, raw-events, weekly_active_users, all-kpis,"
          + " raw-events-backlog (a stream over what the topics hold), wide-days, daily,"
          + " daily-10x, streaming, streaming-history; or all. With a build that has Flink:"
          + " flink-raw-events-backlog and flink-weekly-backlog, which all leaves out.")
  @Default.String("all")
  String getContenders();

  void setContenders(String contenders);

  @Description("How many students wide-days has; each has about 14 records over 40 months.")
  @Default.Integer(12_500)
  int getWideStudents();

  void setWideStudents(int students);

  @Description(
      "How many events daily has before its day of news, which is a hundredth of them;"
          + " daily-10x has ten times as many.")
  @Default.Integer(1_000_000)
  int getDailyHistory();

  void setDailyHistory(int events);

  @Description("Events per second of the streaming contender.")
  @Default.Integer(500)
  int getStreamingRate();

  void setStreamingRate(int rate);

  @Description("For how many seconds events are streamed.")
  @Default.Integer(60)
  int getStreamingSeconds();

  void setStreamingSeconds(int seconds);

  @Description("How many records lie behind the stream of streaming-history.")
  @Default.Integer(1_000_000)
  int getStreamingHistory();

  void setStreamingHistory(int records);

  @Description(
      "Options of every contender's Java process besides those of the scripts, separated by spaces.")
  @Default.String("-Xmx2g")
  String getJvmOptions();

  void setJvmOptions(String options);

  @Description("The file that gets the results.")
  @Default.String("bench.json")
  String getOutput();

  void setOutput(String file);
}
