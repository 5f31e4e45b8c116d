/** The immutable records that flow through the pipelines, and how they are encoded. */
package com.skillforge.analytics.model;
