/** Reading Kafka: a frozen range of offsets in batch, KafkaIO when streaming. */
package com.skillforge.analytics.io.kafka;
