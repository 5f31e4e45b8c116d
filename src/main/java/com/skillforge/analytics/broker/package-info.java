/** An Apache Kafka broker inside this process, for trying the pipelines out and for tests. */
package com.skillforge.analytics.broker;
