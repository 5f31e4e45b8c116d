package com.skillforge.analytics.io.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.sql.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that only one of two tables has, and those among them that are most likely the same row with
 * other values.
 *
 * @param changed pairs that agree in more than half of their columns
 * @param onlyLeft rows without such a partner
 * @param onlyRight the same of the other side
 */
public record DifferentRows(List<Changed> changed, List<String> onlyLeft, List<String> onlyRight) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public DifferentRows {
    changed = List.copyOf(changed);
    onlyLeft = List.copyOf(onlyLeft);
    onlyRight = List.copyOf(onlyRight);
  }

  /** A column with two values, as JSON. */
  public record ChangedColumn(String name, String left, String right) {}

  /**
   * A row that both have.
   *
   * @param row as the left one has it, see {@link RowText}
   */
  public record Changed(String row, List<ChangedColumn> columns) {
    public Changed {
      columns = List.copyOf(columns);
    }
  }

  /** Finds the pairs among the rows of a table, each with the row that is most like it. */
  public static DifferentRows of(
      ComparedTable table, List<String> leftRows, List<String> rightRows) {
    List<Changed> changed = new ArrayList<>();
    List<String> onlyLeft = new ArrayList<>();
    List<String> onlyRight = new ArrayList<>(rightRows);
    for (String row : leftRows) {
      List<ChangedColumn> fewest = List.of();
      String partner = null;
      for (String other : onlyRight) {
        List<ChangedColumn> columns = changedColumns(table.columns(), row, other);
        boolean alike = 2 * columns.size() < table.columns().size();
        if (alike && (partner == null || columns.size() < fewest.size())) {
          fewest = columns;
          partner = other;
        }
      }
      if (partner == null) {
        onlyLeft.add(row);
      } else {
        onlyRight.remove(partner);
        changed.add(new Changed(row, fewest));
      }
    }
    return new DifferentRows(changed, onlyLeft, onlyRight);
  }

  private static List<ChangedColumn> changedColumns(
      List<Column> columns, String left, String right) {
    JsonNode leftRow = parsed(left);
    JsonNode rightRow = parsed(right);
    List<ChangedColumn> changed = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!leftRow.path(i).equals(rightRow.path(i))) {
        changed.add(
            new ChangedColumn(
                columns.get(i).name(), leftRow.path(i).toString(), rightRow.path(i).toString()));
      }
    }
    return changed;
  }

  private static JsonNode parsed(String row) {
    try {
      return MAPPER.readTree(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no row that was read: " + row, e);
    }
  }
}
