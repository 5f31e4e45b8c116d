package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.io.letters.StoredLetter;
import com.skillforge.analytics.model.LetterRepair;
import com.skillforge.analytics.model.SourceRecord;
import java.util.Optional;

/**
 * What a repair makes of a dead letter.
 *
 * @param original what was repaired, see {@link LetterRepair}
 * @param record the record to be judged, at the position of the original; empty where the letter is
 *     left alone
 * @param left why it is; empty text where it is not
 */
record RepairedLetter(
    StoredLetter letter, String original, Optional<SourceRecord> record, String left) {

  static RepairedLetter of(StoredLetter letter, String original, SourceRecord record) {
    return new RepairedLetter(letter, original, Optional.of(record), "");
  }

  static RepairedLetter left(StoredLetter letter, String original, String why) {
    return new RepairedLetter(letter, original, Optional.empty(), why);
  }

  LetterRepair repair(String name) {
    return new LetterRepair(letter.position(), letter.recordTimestampMillis(), name, original);
  }
}
