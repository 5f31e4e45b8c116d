package com.skillforge.analytics.io.bigquery;

import com.google.api.client.util.Data;
import com.google.api.services.bigquery.model.TableCell;
import com.google.api.services.bigquery.model.TableRow;
import com.skillforge.analytics.io.rows.RowValues;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A row of a query's result: every value comes as a text. */
record TableRowValues(TableRow row) implements RowValues {

  private @Nullable Object value(int column) {
    TableCell cell = row.getF().get(column);
    return cell == null || Data.isNull(cell.getV()) ? null : cell.getV();
  }

  @Override
  public @Nullable String text(int column) {
    Object value = value(column);
    return value == null ? null : value.toString();
  }

  @Override
  public @Nullable Long integer(int column) {
    String text = text(column);
    return text == null ? null : Long.valueOf(text);
  }

  @Override
  public @Nullable Double number(int column) {
    String text = text(column);
    return text == null ? null : Double.valueOf(text);
  }

  @Override
  public @Nullable Boolean flag(int column) {
    String text = text(column);
    return text == null ? null : Boolean.valueOf(text);
  }

  @Override
  public @Nullable List<String> texts(int column) {
    Object value = value(column);
    return value == null
        ? null
        : ((List<?>) value)
            .stream().map(element -> String.valueOf(((Map<?, ?>) element).get("v"))).toList();
  }
}
