/** What runs a pipeline: sources, warehouses, runners, reports. */
package com.skillforge.analytics.pipelines.launch;
