package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.options.LetterChoice;
import com.skillforge.analytics.options.RepairOptions;
import com.skillforge.analytics.options.TextFile;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.plan.PlanCompatibility;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.parsing.PiiScanner;
import com.skillforge.analytics.transforms.repair.RepairException;
import com.skillforge.analytics.transforms.repair.RepairExpression;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done with which dead letters.
 *
 * @param expression what makes a valid record of a rejected one; empty to judge them again as they
 *     are
 * @param plan by which they are judged
 * @param isOtherPlan whether that is not the plan of this release
 */
record Repair(
    LetterChoice letters, Optional<String> expression, TrackingPlan plan, boolean isOtherPlan) {

  /** Reads the options, and adds one sentence for each problem. */
  static Repair read(RepairOptions options, List<String> problems) {
    Optional<String> expression = Optional.ofNullable(options.getRepair());
    if (options.getRepairFile() != null) {
      if (expression.isPresent()) {
        problems.add("Give --repair or --repairFile, not both.");
      }
      expression = TextFile.read("--repairFile", options.getRepairFile(), problems);
    }
    expression.ifPresent(text -> check(text, problems));
    Optional<TrackingPlan> plan =
        Optional.ofNullable(options.getPlan())
            .flatMap(file -> TextFile.readPlan("--plan", file, problems));
    plan.ifPresent(next -> checkCompatible(next, problems));
    Values.readInstant("asOf", options.getAsOf(), problems);
    return new Repair(
        LetterChoice.read(options, problems),
        expression.map(String::strip),
        plan.orElseGet(TrackingPlan::builtIn),
        plan.isPresent());
  }

  private static void check(String expression, List<String> problems) {
    if (PiiScanner.containsPii(expression)) {
      problems.add(
          "--repair holds an e-mail address or a phone number in clear, and is noted with what it"
              + " repairs: write it without.");
      return;
    }
    try {
      RepairExpression.compile(expression).close();
    } catch (RepairException e) {
      problems.add("--repair is no expression of JSLT: " + e.getMessage() + ".");
    }
  }

  /** What is stored by a plan that is not to come cannot be read by the next release. */
  private static void checkCompatible(TrackingPlan next, List<String> problems) {
    PlanCompatibility.between(TrackingPlan.builtIn(), next).stream()
        .filter(change -> change.impact() == PlanCompatibility.Impact.BREAKING)
        .forEach(
            change ->
                problems.add(
                    "--plan breaks with the plan of this release: "
                        + change.where()
                        + ": "
                        + change.reason()
                        + "."));
  }

  /** What is done, in the words of {@code dead_letter_repairs}. */
  String name() {
    String by = isOtherPlan ? "plan revision " + plan.revision() : "";
    return expression
        .map(text -> isOtherPlan ? text + " with " + by : text)
        .orElse(isOtherPlan ? by : "judged again");
  }
}
