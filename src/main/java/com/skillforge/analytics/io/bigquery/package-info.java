/** BigQuery as a warehouse: file loads in batch, the Storage Write API in streaming. */
package com.skillforge.analytics.io.bigquery;
