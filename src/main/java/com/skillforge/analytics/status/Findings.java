package com.skillforge.analytics.status;

import com.skillforge.analytics.status.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What is found in one environment of one warehouse, in the order in which it was looked at. */
final class Findings {
  private final String warehouse;
  private final String environment;
  private final List<Finding> all = new ArrayList<>();

  Findings(String warehouse, String environment) {
    this.warehouse = warehouse;
    this.environment = environment;
  }

  void ok(String area, String subject, String detail) {
    all.add(new Finding(warehouse, environment, area, subject, Verdict.OK, detail, ""));
  }

  void note(String area, String subject, String detail) {
    all.add(new Finding(warehouse, environment, area, subject, Verdict.NOTE, detail, ""));
  }

  void failed(String area, String subject, String reason, String help) {
    all.add(new Finding(warehouse, environment, area, subject, Verdict.FAILED, reason, help));
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
