package com.skillforge.analytics.io.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.GoogleCredentials;
import com.skillforge.analytics.options.SecretOptions;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Google's Secret Manager over its REST service, with the credentials that the machine has: on
 * Dataflow those of the workers' service account, which needs the role Secret Manager Secret
 * Accessor.
 *
 * @param endpoint where the service is, for example {@code https://secretmanager.googleapis.com}
 * @param credentials what a call is signed with
 */
public record SecretManager(String endpoint, Credentials credentials) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The service at the address that the options give. */
  public static SecretManager of(SecretOptions options) {
    String endpoint = options.getSecretManagerEndpoint().replaceAll("/$", "");
    return new SecretManager(
        endpoint,
        endpoint.startsWith("https:") ? OwnCredentials.OF_THE_MACHINE : OwnCredentials.NONE);
  }

  /** The headers that sign a call. */
  @FunctionalInterface
  public interface Credentials extends Serializable {
    Map<String, List<String>> headers(URI uri) throws IOException;
  }

  /** A constant, so that two references to the same secret are equal wherever they have been. */
  private enum OwnCredentials implements Credentials {
    OF_THE_MACHINE,
    /** Credentials are never sent over a connection that anybody can listen to. */
    NONE;

    @Override
    public Map<String, List<String>> headers(URI uri) throws IOException {
      if (this == NONE) {
        return Map.of();
      }
      return GoogleCredentials.getApplicationDefault().createScoped(SCOPE).getRequestMetadata(uri);
    }
  }

  /**
   * Reads a version of a secret.
   *
   * @param name for example {@code projects/p/secrets/s/versions/latest}
   * @throws SecretException when it cannot be read
   */
  public String access(String name) {
    URI uri = URI.create(endpoint + "/v1/" + name + ":access");
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
      credentials
          .headers(uri)
          .forEach((header, values) -> values.forEach(value -> request.header(header, value)));
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new SecretException(
            "Secret Manager refuses to give "
                + name
                + " (HTTP "
                + response.statusCode()
                + "); the service account needs the role Secret Manager Secret Accessor on it.");
      }
      return text(response.body(), name);
    } catch (IOException e) {
      throw new SecretException(
          "Secret Manager cannot be asked for " + name + "; check credentials and network.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SecretException("Reading " + name + " was interrupted.", e);
    }
  }

  /** The answer may not get into a message: it holds the secret. */
  private static String text(String answer, String name) {
    try {
      String data = JSON.readTree(answer).path("payload").path("data").asText();
      return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new SecretException("Secret Manager's answer about " + name + " is not readable.");
    }
  }
}
