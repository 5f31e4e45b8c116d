package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import java.util.List;

/**
 * Who may do what. Analysts read marts, dimensions and views, never a raw table; auditors read
 * everything; pipelines write everything.
 *
 * @param schemas all schemas
 * @param viewSchemas the schemas of which analysts read every view
 * @param readable what else analysts read: tables and views of schemas that hold more than that
 */
public record Access(List<String> schemas, List<String> viewSchemas, List<Shown> readable) {

  /** A table or view that analysts read. */
  public record Shown(TableName name, boolean view) {
    String kind() {
      return view ? "VIEW" : "TABLE";
    }
  }

  public Access {
    schemas = List.copyOf(schemas);
    viewSchemas = List.copyOf(viewSchemas);
    readable = List.copyOf(readable);
  }
}
