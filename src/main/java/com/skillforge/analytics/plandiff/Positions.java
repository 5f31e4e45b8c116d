package com.skillforge.analytics.plandiff;

/** How it is told where a record stood. */
interface Positions {
  /** Where records were received: their topic, partition and offset. */
  Positions RECEIVED =
      new Positions() {
        @Override
        public String sql() {
          return "%1$s.record_topic || '-' || %1$s.record_partition || '@' || %1$s.record_offset";
        }

        @Override
        public String told(String example) {
          return example;
        }
      };

  /** An expression of DuckDB over the columns of a table, of which {@code %1$s} is the alias. */
  String sql();

  /** What people are told of a value of that expression. */
  String told(String example);
}
