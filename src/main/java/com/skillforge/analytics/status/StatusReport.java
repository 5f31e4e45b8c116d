package com.skillforge.analytics.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells the status of warehouses: to people on one screen, to programs as one object. */
public final class StatusReport {
  private final Instant at;
  private final List<Finding> findings;

  public StatusReport(Instant at, List<Finding> findings) {
    this.at = at;
    this.findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean isGreen() {
    return findings.stream().noneMatch(Finding::failed);
  }

  /** One JSON object on one line. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", at.toString());
    json.put("status", isGreen() ? "green" : "red");
    ArrayNode all = json.putArray("findings");
    findings.forEach(finding -> all.add(finding.toJson()));
    return json + "\n";
  }

  /** Lines for people; what is wrong comes last, where a screen ends. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    Map<String, List<Finding>> places =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    StatusReport::place, LinkedHashMap::new, Collectors.toList()));
    places.forEach(
        (place, found) -> {
          text.append(place).append('\n');
          joined(found).forEach(finding -> text.append(line(finding)));
        });
    List<Finding> failed = findings.stream().filter(Finding::failed).toList();
    for (Finding finding : failed) {
      text.append(
          "\n%s %s (%s): %s%n  -> %s%n"
              .formatted(
                  finding.area(),
                  finding.subject(),
                  place(finding),
                  finding.detail(),
                  finding.help()));
    }
    text.append(
        isGreen()
            ? "\nGREEN at %s: fresh, complete and right, as far as %d checks can tell.%n"
                .formatted(Ages.instant(at), findings.size())
            : "\nRED at %s: %d of %d checks failed.%n"
                .formatted(Ages.instant(at), failed.size(), findings.size()));
    return text.toString();
  }

  private static String place(Finding finding) {
    return finding.environment().isEmpty()
        ? finding.warehouse()
        : finding.warehouse() + ", " + finding.environment();
  }

  private static String line(Finding finding) {
    return String.format(
        Locale.ROOT,
        "  %-6s %-12s %-26s %s%n",
        finding.verdict().label().toUpperCase(Locale.ROOT),
        finding.area(),
        finding.subject(),
        finding.failed() ? "see below" : finding.detail());
  }

  /** How old datasets are is one line for all that are well. */
  private static List<Finding> joined(List<Finding> findings) {
    List<Finding> lines = new ArrayList<>();
    List<String> ages = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.area().equals(FreshnessFindings.AREA)
          && finding.verdict() == Finding.Verdict.OK) {
        ages.add(finding.subject() + " " + finding.detail());
      } else {
        lines.add(finding);
      }
    }
    if (!ages.isEmpty()) {
      Finding first = findings.get(0);
      lines.add(
          new Finding(
              first.warehouse(),
              first.environment(),
              FreshnessFindings.AREA,
              "newest events",
              Finding.Verdict.OK,
              String.join(", ", ages),
              ""));
    }
    return lines;
  }
}
