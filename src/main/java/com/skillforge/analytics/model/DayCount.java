package com.skillforge.analytics.model;

import java.time.LocalDate;

/**
 * How many stored events of one day (UTC) are of a record type and a persona.
 *
 * @param persona the persona; empty for records that name none
 */
public record DayCount(LocalDate day, String recordType, String persona, long rows) {}
