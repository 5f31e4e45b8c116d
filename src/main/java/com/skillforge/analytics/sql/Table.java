package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One table.
 *
 * @param description what a row is
 * @param columns in the order in which they are created and loaded
 * @param layout how its rows lie
 */
public record Table(TableName name, String description, List<Column> columns, Layout layout)
    implements Serializable {

  public Table {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            "table " + name + " would have two columns named " + column.name());
      }
    }
    Stream.concat(Stream.of(layout.day()).filter(day -> !day.isEmpty()), layout.cluster().stream())
        .filter(column -> !names.contains(column))
        .findFirst()
        .ifPresent(
            column -> {
              throw new IllegalArgumentException(
                  "table " + name + " would be laid out by " + column + ", which it does not have");
            });
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }
}
