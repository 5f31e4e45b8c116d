package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import java.util.List;

/**
 * Who may do what, and no more than that. Auditors read everything; pipelines write tables, and
 * read the rest to see that it is there; everybody else reads what is named.
 *
 * @param schemas all schemas
 * @param written those whose tables pipelines write
 * @param readers who reads a part of it
 * @param ofTenants the table of which readers of one institution see the rows of theirs only,
 *     through any view; it has a column {@code tenant_id}
 */
public record Access(
    List<String> schemas, List<String> written, List<Reader> readers, TableName ofTenants) {

  /** Who somebody is to a warehouse. */
  public enum Role {
    /** Reads marts, dimensions and views of all institutions, never a raw table. */
    ANALYST,
    /** Reads figures of groups of people of one's own institution. */
    ADVISOR,
    /** Reads what runs have done and what they rejected. */
    OPERATOR,
    /** Reads everything. */
    AUDITOR,
    /** Writes what runs write. */
    PIPELINE;

    /** Whether somebody sees the rows of all institutions. */
    boolean ofAllTenants() {
      return this != ADVISOR;
    }
  }

  /**
   * What a role reads.
   *
   * @param views the schemas of which it reads every view; they have no tables
   * @param shown what else: tables and views of schemas that hold more than that
   */
  public record Reader(Role role, List<String> views, List<Shown> shown) {
    public Reader {
      views = List.copyOf(views);
      shown = List.copyOf(shown);
    }
  }

  /** A table or view that somebody reads. */
  public record Shown(TableName name, boolean view) {
    static Shown table(Table table) {
      return new Shown(table.name(), false);
    }

    static Shown view(TableName name) {
      return new Shown(name, true);
    }

    String kind() {
      return view ? "VIEW" : "TABLE";
    }
  }

  public Access {
    schemas = List.copyOf(schemas);
    written = List.copyOf(written);
    readers = List.copyOf(readers);
  }
}
