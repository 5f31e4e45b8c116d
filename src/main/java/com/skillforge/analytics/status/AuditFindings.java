package com.skillforge.analytics.status;

import com.skillforge.analytics.io.rows.AuditRows.Audited;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether audit queries have confirmed the KPIs of one environment, and when. */
final class AuditFindings {
  private static final String AREA = "audit";
  private static final Duration WEEK = Duration.ofDays(7);

  private final Question question;
  private final Findings findings;

  AuditFindings(Question question, Findings findings) {
    this.question = question;
    this.findings = findings;
  }

  /**
   * Judges the newest audit of each KPI.
   *
   * @param audits of the KPIs that have rows, audited or not
   */
  void judge(List<Audited> audits) {
    List<String> confirmed = new ArrayList<>();
    List<String> due = new ArrayList<>();
    Instant dueBefore = question.at().minus(question.limits().auditEvery().orElse(WEEK));
    for (Audited audit : audits) {
      if (audit.differing() > 0) {
        differs(audit);
      } else if (audit.auditedAt().filter(at -> !at.isBefore(dueBefore)).isPresent()) {
        confirmed.add(audit.kpi());
      } else {
        due.add(
            audit.kpi()
                + audit
                    .auditedAt()
                    .map(at -> " (" + Ages.ago(at, question.at()) + ")")
                    .orElse(" (never)"));
      }
    }
    if (!confirmed.isEmpty()) {
      findings.ok(AREA, "KPIs", confirmed.size() + " confirmed by their audit queries");
    }
    if (!due.isEmpty()) {
      due(due);
    }
  }

  private void differs(Audited audit) {
    findings.failed(
        AREA,
        audit.kpi(),
        String.format(
            Locale.ROOT,
            "its audit query did not confirm %,d figures%s",
            audit.differing(),
            audit.auditedAt().map(at -> ", " + Ages.ago(at, question.at())).orElse("")),
        question.command("kpi.sh audit " + audit.kpi())
            + " shows which; do not report from them; once it is mended, the same command notes it");
  }

  private void due(List<String> due) {
    boolean never = due.stream().allMatch(kpi -> kpi.endsWith("(never)"));
    String what =
        never
            ? due.size() + " KPIs were never audited"
            : "the audit is due of " + String.join(", ", due);
    String command = question.command("kpi.sh audit all");
    if (question.limits().auditEvery().isPresent()) {
      findings.failed(AREA, "due", what, command);
    } else {
      findings.note(AREA, "due", what + ": " + command);
    }
  }
}
