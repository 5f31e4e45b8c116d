package com.skillforge.analytics.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.TestKafka;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir Path data;

  @Test
  void keepsTopicsAndRecordsInItsDataDirectory() {
    BrokerConfig config = BrokerConfig.temporary().withDataDir(data);
    TrackingPlan plan = TrackingPlan.builtIn();
    try (EmbeddedBroker broker = EmbeddedBroker.start(config);
        TestKafka kafka = new TestKafka(broker.bootstrapServers())) {
      List<String> created = PlanTopics.create(broker.bootstrapServers(), plan);
      assertThat(created)
          .hasSize(plan.topics().size() + 1)
          .contains("analytics.events.student", "advisor.roster", "analytics.dead-letters");
      // Far older than any default retention.
      kafka.send("analytics.events.student", 3, 1_000_000_000_000L, "key", "value");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(config);
        TestKafka kafka = new TestKafka(broker.bootstrapServers())) {
      assertThat(PlanTopics.create(broker.bootstrapServers(), plan)).isEmpty();
      assertThat(kafka.endOffset("analytics.events.student", 3)).isEqualTo(1);
    }
  }

  @Test
  void saysWhenThePortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      BrokerConfig config = BrokerConfig.temporary().withPort(taken.getLocalPort());
      assertThatThrownBy(() -> EmbeddedBroker.start(config))
          .isInstanceOf(BrokerException.class)
          .hasMessage(
              "Port "
                  + taken.getLocalPort()
                  + " is in use; stop the other program or choose another --port");
    }
  }
}
