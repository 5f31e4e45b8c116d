package com.skillforge.analytics.bench;

import com.skillforge.analytics.bench.BenchEvents.BenchEvent;
import com.skillforge.analytics.simulation.BulkProducer;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Sends events that happen now, so many each second.
 *
 * @param bootstrapServers the broker
 */
record SteadyProducer(String bootstrapServers) {
  private static final int BATCHES_PER_SECOND = 50;

  void produce(String topic, BenchEvents events, int eventsPerSecond, int seconds)
      throws InterruptedException {
    int total = eventsPerSecond * seconds;
    long start = System.nanoTime();
    try (BulkProducer producer =
        new BulkProducer(Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"))) {
      for (int sent = 0; sent < total; ) {
        long due = (System.nanoTime() - start) * eventsPerSecond / TimeUnit.SECONDS.toNanos(1);
        for (; sent < Math.min(due, total); sent++) {
          BenchEvent event = events.next(System.currentTimeMillis());
          producer.send(topic, event.key(), event.timestampMillis(), event.json());
        }
        TimeUnit.MILLISECONDS.sleep(1_000 / BATCHES_PER_SECOND);
      }
      producer.finish();
    }
  }
}
