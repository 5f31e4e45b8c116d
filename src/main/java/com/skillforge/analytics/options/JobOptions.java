package com.skillforge.analytics.options;

/** What every pipeline can be told. */
public interface JobOptions
    extends SourceOptions, IdentityOptions, DimensionOptions, AllWarehouseOptions, RunOptions {}
