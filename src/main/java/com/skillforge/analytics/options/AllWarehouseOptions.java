package com.skillforge.analytics.options;

/** How any warehouse is reached. */
public interface AllWarehouseOptions
    extends WarehouseOptions, BigQuerySinkOptions, SnowflakeOptions {}
