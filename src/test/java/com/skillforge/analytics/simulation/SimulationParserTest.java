package com.skillforge.analytics.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.SimulatedRecord.Kind;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import com.skillforge.analytics.transforms.parsing.ParseResult;
import com.skillforge.analytics.transforms.parsing.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two works that know nothing of each other, the simulator and the parser, agree. */
class SimulationParserTest {
  private final RecordParser parser = new RecordParser(TrackingPlan.builtIn(), "local");

  @ParameterizedTest
  @EnumSource
  void parserFindsExactlyTheFaultsThatTheSimulatorMade(Medium medium) {
    Simulation simulation =
        SemesterSimulator.simulate(new SimulationSettings(4, 20_000, 1, Optional.empty(), medium));
    long offset = 0;
    for (SimulatedRecord record : simulation.records()) {
      long timestamp =
          medium == Medium.FILES ? SourceRecord.NO_TIMESTAMP : record.recordTimestampMillis();
      SourceRecord source =
          new SourceRecord(
              new RecordPosition(RecordPosition.KAFKA, record.topic(), 0, offset++),
              timestamp,
              record.key().getBytes(StandardCharsets.UTF_8),
              record.value().orElse(null));

      Set<ErrorCode> found = codes(parser.parse(source, name -> {}));

      assertThat(found).as("%s", record).isEqualTo(record.codes());
      assertThat(found.isEmpty()).isEqualTo(record.kind() != Kind.INVALID);
    }
  }

  private static Set<ErrorCode> codes(ParseResult result) {
    if (result instanceof ParseResult.Rejected rejected) {
      return Set.copyOf(rejected.deadLetter().codes());
    }
    return Set.of();
  }
}
