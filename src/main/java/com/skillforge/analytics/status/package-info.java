/** Whether what warehouses hold is fresh, complete and right. */
package com.skillforge.analytics.status;
