/** What makes a valid record of one that was rejected. */
package com.skillforge.analytics.transforms.repair;
