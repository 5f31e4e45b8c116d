package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.soak.Soak;
import com.skillforge.analytics.soak.SoakResult;
import com.skillforge.analytics.soak.SoakSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five weeks of daily schedules over a broker that keeps seven days, with what goes wrong there: in
 * the end nothing is missing, and every figure is that of one run over everything.
 */
class MonthInProductionIT {
  private static final int DAYS = 35;

  @TempDir Path directory;

  @Test
  void losesNothingAndEndsWithTheFiguresOfOneRun() {
    SoakResult result =
        Soak.run(new SoakSettings(DAYS, 5_000, 20_260_112, 7, true, directory), System.out);

    assertThat(result.failures()).isEmpty();
    assertThat(result.days()).hasSize(DAYS);
    assertThat(result.read()).isPositive();
  }
}
