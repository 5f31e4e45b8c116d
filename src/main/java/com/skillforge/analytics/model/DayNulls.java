package com.skillforge.analytics.model;

import java.time.LocalDate;

/** How many stored records of one day (UTC) and one type lack a property. */
public record DayNulls(LocalDate day, String recordType, String property, long nulls, long rows) {}
