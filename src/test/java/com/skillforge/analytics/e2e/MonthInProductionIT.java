package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.soak.Day;
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
  private static final int KINDS_OF_ACCIDENTS = 8;

  /** Not the first, those that are missed, and those on which stored records are replaced. */
  private static final int DAYS_THAT_LOOK_AT_WHAT_IS_NEW = 20;

  @TempDir Path directory;

  @Test
  void losesNothingAndEndsWithTheFiguresOfOneRun() {
    SoakResult result =
        Soak.run(new SoakSettings(DAYS, 5_000, 20_260_112, 7, directory), System.out);

    assertThat(result.failures()).isEmpty();
    assertThat(result.days()).hasSize(DAYS);
    assertThat(result.days().stream().map(Day::accident).filter(text -> !text.isEmpty()).distinct())
        .hasSize(KINDS_OF_ACCIDENTS);
    assertThat(result.days().stream().filter(MonthInProductionIT::looksAtWhatIsNew))
        .hasSizeGreaterThanOrEqualTo(DAYS_THAT_LOOK_AT_WHAT_IS_NEW);
    assertThat(result.days().stream().mapToLong(Day::read).sum())
        .isGreaterThanOrEqualTo(result.days().get(DAYS - 1).stored());
  }

  private static boolean looksAtWhatIsNew(Day day) {
    return day.looked().filter(looked -> looked.subjects() >= 0).isPresent();
  }
}
