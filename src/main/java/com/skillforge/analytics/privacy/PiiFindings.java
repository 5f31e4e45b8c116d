package com.skillforge.analytics.privacy;

import com.skillforge.analytics.transforms.parsing.PiiScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Findings that are being gathered: one for each column, or file, and kind. */
final class PiiFindings {
  private record Key(String place, String part, PiiScanner.Kind kind) {}

  private final Map<Key, PiiFinding> found = new LinkedHashMap<>();

  /**
   * Notes what one value holds.
   *
   * @param masks by kind an example, masked
   * @param where asked only for the first one
   */
  void add(String place, String part, Map<PiiScanner.Kind, String> masks, Supplier<String> where) {
    masks.forEach(
        (kind, mask) -> {
          boolean isFirst = !found.containsKey(new Key(place, part, kind));
          add(new PiiFinding(place, part, kind, 1, mask, isFirst ? where.get() : ""));
        });
  }

  /** Notes what a part of a table holds. */
  void add(PiiFinding finding) {
    found.merge(new Key(finding.place(), finding.part(), finding.kind()), finding, PiiFinding::and);
  }

  List<PiiFinding> all() {
    return new ArrayList<>(found.values());
  }
}
