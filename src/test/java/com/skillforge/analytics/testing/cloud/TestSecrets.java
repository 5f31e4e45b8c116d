package com.skillforge.analytics.testing.cloud;

import com.skillforge.analytics.io.secrets.SecretManager;
import com.skillforge.analytics.options.SecretOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Stands in for Secret Manager. Step: {@code access}. */
public final class TestSecrets implements HttpStep.Service {
  /** The real service, for those who should not ask it. */
  public static final SecretManager NONE =
      SecretManager.of(PipelineOptionsFactory.as(SecretOptions.class));

  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /**
   * Keeps a secret.
   *
   * @return its place, as options name it
   */
  public String put(String secret, String text) {
    texts.put(secret, text);
    return "sm://projects/p/secrets/" + secret + "/versions/1";
  }

  @Override
  public Optional<HttpStep> step(HttpCall call) {
    if (!call.is("GET", "v1", "projects", "p", "secrets", "*", "versions", "1:access")) {
      return Optional.empty();
    }
    return Optional.of(HttpStep.of("access", () -> answer(call.path().get(4))));
  }

  private HttpAnswer answer(String secret) {
    String text = texts.get(secret);
    if (text == null) {
      throw new HttpFailure(404, "notFound", "Secret " + secret + " not found.");
    }
    byte[] data = Base64.getEncoder().encode(text.getBytes(StandardCharsets.UTF_8));
    String body =
        "{\"payload\": {\"data\": \"" + new String(data, StandardCharsets.US_ASCII) + "\"}}";
    return HttpAnswer.bytes(body.getBytes(StandardCharsets.UTF_8));
  }
}
