package com.skillforge.analytics.report;

import com.skillforge.analytics.answers.RestatementCauses;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.status.Finding;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes the weekly review of a warehouse as one page. */
public final class Report {
  private final QueryableWarehouse warehouse;
  private final ReportQuestion question;
  private final List<Finding> findings;

  /**
   * @param findings what the status says of the warehouse
   */
  public Report(QueryableWarehouse warehouse, ReportQuestion question, List<Finding> findings) {
    this.warehouse = warehouse;
    this.question = question;
    this.findings = List.copyOf(findings);
  }

  /** The environments of which a warehouse has KPIs, by name. */
  public static List<String> environments(QueryableWarehouse warehouse) {
    return KpiCells.environments(warehouse);
  }

  /**
   * The page, as HTML.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public String html() {
    Review review = new ReviewReader(warehouse, question).read();
    return Html.of(Page.of(review, findings, causes(), this::checks));
  }

  /** Only the raw tables of a local warehouse are computed again. */
  private Function<Restated, String> causes() {
    if (warehouse instanceof DuckDbWarehouse local) {
      RestatementCauses causes = new RestatementCauses(local, TrackingPlan.builtIn());
      return restated -> causes.of(restated.key(), restated.writtenAt());
    }
    return restated -> "not computed again in " + warehouse.name();
  }

  private List<String> checks(KpiReview kpi) {
    String name = kpi.caption().name();
    Optional<Point> headline = kpi.headline();
    if (headline.isEmpty()) {
      return List.of();
    }
    if (!warehouse.name().equals("local")) {
      return List.of("sql/" + warehouse.dialect().id() + "/checks/" + name + ".sql");
    }
    String tenant = kpi.tenants().isEmpty() ? "" : kpi.tenants().get(0).label();
    String row =
        " "
            + name
            + " --tenant="
            + quoted(tenant)
            + " --environment="
            + quoted(question.environment())
            + " --period="
            + headline.get().start().toString().substring(0, 10)
            + " "
            + question.reach();
    return List.of(
        "./scripts/kpi.sh audit " + name + " " + question.reach(),
        "./scripts/kpi.sh show" + row,
        "./scripts/kpi.sh explain" + row);
  }

  /** As a shell takes it for what it is: the commands are there to be copied. */
  private static String quoted(String text) {
    return text.matches("[\\w.-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
