package com.skillforge.analytics.pipelines.lineage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.skillforge.analytics.options.LineageOptions;
import io.openlineage.client.OpenLineage.RunEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Takes events: an address that they are posted to, a file, or both. */
public final class LineageCollector {
  private static final String ENDPOINT = "/api/v1/lineage";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final int HTTP_OK = 200;
  private static final int HTTP_REDIRECT = 300;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private final Optional<URI> address;
  private final Optional<String> apiKey;
  private final Optional<Path> file;
  private final HttpClient client;

  private LineageCollector(Optional<URI> address, Optional<String> apiKey, Optional<Path> file) {
    this.address = address;
    this.apiKey = apiKey;
    this.file = file;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /** The one that the options name. */
  public static LineageCollector of(LineageOptions options) {
    return new LineageCollector(
        Optional.ofNullable(options.getOpenLineageUrl()).map(LineageCollector::endpoint),
        Optional.ofNullable(options.getOpenLineageApiKeyEnv()).map(LineageCollector::variable),
        Optional.ofNullable(options.getOpenLineageFile()).map(Path::of));
  }

  private static @Nullable String variable(String name) {
    return System.getenv(name);
  }

  /** An address without a path means the endpoint that OpenLineage names. */
  private static URI endpoint(String url) {
    URI uri = URI.create(url);
    boolean bare = uri.getPath() == null || uri.getPath().replace("/", "").isEmpty();
    return bare ? uri.resolve(ENDPOINT) : uri;
  }

  /** An event as it is sent. */
  public static String json(RunEvent event) {
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is JSON", e);
    }
  }

  /**
   * Hands an event over, and waits some seconds at most.
   *
   * @throws IOException when it could not be handed over: with the place, and why
   */
  public void take(RunEvent event) throws IOException, InterruptedException {
    String json = json(event);
    if (file.isPresent()) {
      Files.writeString(
          file.get(),
          json + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    if (address.isPresent()) {
      post(address.get(), json);
    }
  }

  private void post(URI to, String json) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
    int status;
    try {
      status = client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IOException("the collector at " + to.getAuthority() + " did not answer", e);
    }
    if (status < HTTP_OK || status >= HTTP_REDIRECT) {
      throw new IOException(
          "the collector at " + to.getAuthority() + " answered with status " + status);
    }
  }
}
