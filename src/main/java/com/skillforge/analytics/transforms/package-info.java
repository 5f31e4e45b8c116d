/**
 * The steps between a source and the KPIs or tables: parsing and validation, packing, and what
 * happens inside a shard. They know no source, no warehouse, no options and no clock.
 */
package com.skillforge.analytics.transforms;
