/** Dead letters looked at, and repairs tried on a copy before they are made. */
package com.skillforge.analytics.repair;
