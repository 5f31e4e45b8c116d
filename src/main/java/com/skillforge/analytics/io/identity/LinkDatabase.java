package com.skillforge.analytics.io.identity;

import com.skillforge.analytics.io.SourceException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;

/** A data base that has the table {@code identity_links}; what differs between the two kinds. */
interface LinkDatabase extends Serializable {
  /**
   * A connection on which the table can be read, as one consistent state.
   *
   * @throws SourceException when what the table is made from cannot be used
   */
  Connection open() throws SQLException;

  /** What went wrong in one sentence, without any secret. */
  SourceException explain(SQLException failure);

  /** Whether the same may succeed a little later. */
  boolean isTransient(SQLException failure);

  /** What the links are read from, for messages. */
  String name();
}
