package com.skillforge.analytics.pipelines.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.options.JobOptions;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectRunsTest {
  private static final int CORES = 4;

  @ParameterizedTest
  @CsvSource({
    "0, false, false, 1",
    "50000, false, false, 1",
    "50001, false, false, 4",
    "50001, true, false, 1",
    "200001, true, false, 4",
    "-1, false, false, 4",
    "10, false, true, 4",
  })
  void onlyFewRecordsOfABatchGetOneThread(
      long records, boolean chosen, boolean streaming, int threads) {
    JobOptions options = PipelineOptionsFactory.create().as(JobOptions.class);
    options.setStreaming(streaming);
    options.as(DirectOptions.class).setTargetParallelism(CORES);
    new DirectRuns().fit(options, records, chosen);
    assertThat(options.as(DirectOptions.class).getTargetParallelism()).isEqualTo(threads);
  }
}
