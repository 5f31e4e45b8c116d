/** Publishing files to Kafka, as if their records were sent now or at the time of their events. */
package com.skillforge.analytics.replay;
