package com.skillforge.analytics.pipelines.lineage;

import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.DerivedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The picture in the documents is what the plan and the KPIs declare. */
class LineageDocumentTest {
  private static final Path DOCUMENT = Path.of("docs", "lineage.md");
  private static final String BEGIN = "<!-- generated -->\n";
  private static final String END = "<!-- end -->";
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();

  @Test
  void thePictureIsTheDeclarations() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    DerivedFile.check(
        DOCUMENT, document.substring(0, begin) + generated() + document.substring(end));
  }

  private static String generated() {
    return picture() + "\n" + table();
  }

  private static String picture() {
    Set<String> edges = new LinkedHashSet<>();
    for (RecordType type : PLAN.recordTypes()) {
      String table = type.storage().snowflake().toString();
      for (Topic topic : PLAN.topics()) {
        if (topic.recordTypes().contains(type.name())) {
          // The topics of events differ by persona only.
          String name = topic.persona().isPresent() ? "analytics.events.*" : topic.name();
          edges.add(
              "  %s([\"%s\"]) --> %s[(\"%s\")]\n"
                  .formatted(id("topic", name), name, id("raw", table), table));
        }
      }
      for (Kpi kpi : new Kpis(List.of()).all()) {
        if (new LineageScope(List.of(kpi), false).types(PLAN).contains(type)) {
          edges.add(
              "  %s --> %s[\"%s\"]\n"
                  .formatted(id("raw", table), id("mart", kpi.name()), kpi.name()));
        }
      }
    }
    return "```mermaid\nflowchart LR\n" + String.join("", edges) + "```\n";
  }

  private static String id(String kind, String name) {
    return kind + "_" + name.replaceAll("[^a-z_]", "_");
  }

  private static String table() {
    StringBuilder table = new StringBuilder("| KPI | its figures come from |\n|---|---|\n");
    for (Kpi kpi : new Kpis(List.of()).all()) {
      table.append("| `").append(kpi.name()).append("` | ");
      List<String> parts =
          new LineageScope(List.of(kpi), false)
              .types(PLAN).stream()
                  .map(
                      type ->
                          "`%s` (%s)"
                              .formatted(
                                  type.name(), String.join(", ", LineageScope.needed(kpi, type))))
                  .toList();
      table.append(String.join("; ", parts)).append(" |\n");
    }
    return table.toString();
  }
}
