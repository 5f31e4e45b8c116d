/** Into which shard a record goes, and who else is told of it. */
package com.skillforge.analytics.transforms.sharding;
