package com.skillforge.analytics.privacy;

import com.skillforge.analytics.answers.query.ListedRows;
import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Value;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells what scans have looked at, and what they found. */
public final class ScanReport {
  private static final List<Rows.Column> COLUMNS =
      List.of(
          Rows.Column.of("where"),
          Rows.Column.of("column"),
          Rows.Column.of("kind"),
          Rows.Column.ofNumbers("rows"),
          Rows.Column.of("masked"),
          Rows.Column.of("first"));

  private final List<String> looked = new ArrayList<>();
  private final List<PiiFinding> findings = new ArrayList<>();

  /** Adds what was found in a warehouse. */
  public void add(String warehouse, WarehouseScan.Result result) {
    looked.add(
        String.format(
            Locale.ROOT,
            "%s: %,d columns of %,d tables",
            warehouse,
            result.columns(),
            result.tables()));
    findings.addAll(result.findings());
  }

  /** Adds what was found in files. */
  public void add(FileScan.Result result) {
    looked.add(
        String.format(
            Locale.ROOT,
            "%,d lines of %,d %s",
            result.lines(),
            result.files(),
            result.files() == 1 ? "file" : "files"));
    findings.addAll(result.findings());
  }

  /** Prints it, without a letter or a digit of what was found, and says whether it is nothing. */
  public boolean print(PrintStream out) {
    if (findings.isEmpty()) {
      out.println("No raw PII in " + String.join("; ", looked) + ".");
      return true;
    }
    ResultFormat.TABLE.print(new ListedRows(COLUMNS, rows()), out);
    out.println(
        "Raw PII in "
            + findings.size()
            + (findings.size() == 1 ? " place, having" : " places, having")
            + " looked at "
            + String.join("; ", looked)
            + ". Letters are shown as *, digits as #.");
    return false;
  }

  private List<List<Value>> rows() {
    return findings.stream()
        .map(
            finding ->
                List.of(
                    Value.text(finding.place()),
                    Value.text(finding.part()),
                    Value.text(finding.kind().label()),
                    Value.whole(finding.count()),
                    Value.text(finding.example()),
                    Value.text(finding.first())))
        .toList();
  }
}
