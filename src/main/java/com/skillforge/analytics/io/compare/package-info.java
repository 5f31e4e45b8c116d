/** Whether two warehouses hold the same rows. */
package com.skillforge.analytics.io.compare;
