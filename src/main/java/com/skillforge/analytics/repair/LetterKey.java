package com.skillforge.analytics.repair;

import com.skillforge.analytics.io.letters.StoredLetter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** By what dead letters can be counted. */
public enum LetterKey {
  CODE,
  PATH,
  STAGE,
  TOPIC,
  EVENT,
  TENANT,
  ENVIRONMENT,
  DAY,
  PIPELINE,
  RUN;

  /** The values under which a letter counts, at least one. */
  List<String> of(StoredLetter letter) {
    return switch (this) {
      case CODE -> letter.codes();
      case PATH -> letter.paths();
      case STAGE -> List.of(letter.stage());
      case TOPIC -> List.of(letter.position().topic());
      case EVENT -> List.of(letter.event());
      case TENANT -> List.of(letter.tenant());
      case ENVIRONMENT -> List.of(letter.environment());
      case DAY -> List.of(day(letter));
      case PIPELINE -> List.of(letter.pipeline());
      case RUN -> List.of(letter.runId());
    };
  }

  /** The word on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String day(StoredLetter letter) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(letter.writtenAtMillis()), ZoneOffset.UTC)
        .toString();
  }
}
