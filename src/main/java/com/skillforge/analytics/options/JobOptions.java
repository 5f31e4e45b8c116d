package com.skillforge.analytics.options;

/** What every pipeline can be told. */
public interface JobOptions
    extends SourceOptions,
        ScheduleOptions,
        IdentityOptions,
        PersonaOptions,
        DimensionOptions,
        AllWarehouseOptions,
        RunOptions,
        MetricsOptions,
        LineageOptions {}
