package com.skillforge.analytics.testing.cloud.bigquery;

import com.skillforge.analytics.testing.cloud.Faults;
import com.skillforge.analytics.testing.cloud.GcsStandIn;
import com.skillforge.analytics.testing.cloud.HttpStandIn;
import com.skillforge.analytics.testing.cloud.LoopbackCertificate;
import com.skillforge.analytics.testing.cloud.SharedPort;
import io.grpc.Grpc;
import io.grpc.Server;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;

/**
 * A BigQuery on a loopback port, with a storage for loads. What it holds is in a DuckDB: a dataset
 * is a schema. Beam remembers tables for the life of a JVM, so every stand-in has a project of its
 * own.
 */
public final class BigQueryStandIn implements AutoCloseable {
  private final Faults faults = new Faults();
  private final String project = "p" + UUID.randomUUID().toString().substring(0, 8);
  private final Database database = new Database();
  private final GcsStandIn storage = new GcsStandIn();
  private final HttpStandIn http;
  private final Server grpc;
  private final SharedPort port;

  /** Starts it, empty. */
  public BigQueryStandIn() {
    Jobs jobs = new Jobs(project, new LoadJob(database, storage), new Script(database, faults));
    http = new HttpStandIn(faults, List.of(new RestApi(project, database, jobs), storage));
    try {
      grpc =
          Grpc.newServerBuilderForPort(
                  0,
                  TlsServerCredentials.newBuilder()
                      .keyManager(LoopbackCertificate.OF_THIS_JVM.keyManagers())
                      .build())
              .maxInboundMessageSize(4 * StorageWriteApi.MAX_REQUEST_BYTES)
              .addService(new StorageWriteApi(new WriteStreams(project, database), faults))
              .addService(new StorageReadApi(project, database, faults))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LoopbackCertificate.OF_THIS_JVM.trust();
    port = new SharedPort(grpc.getPort(), http.port());
  }

  public Faults faults() {
    return faults;
  }

  public String project() {
    return project;
  }

  public GcsStandIn storage() {
    return storage;
  }

  /** The arguments that lead a pipeline, in this JVM or another, to the stand-in. */
  public List<String> arguments() {
    String address = "http://127.0.0.1:" + port.port();
    return List.of(
        "--project=" + project,
        "--credentialFactoryClass=org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory",
        "--bigQueryEndpoint=" + address,
        "--gcsEndpoint=" + address + "/storage/v1/",
        "--tempLocation=gs://" + project + "/tmp");
  }

  /** Runs a script of GoogleSQL as a job would; no call is noted for it. */
  public void run(String script) {
    new Script(database, new Faults()).run(script);
  }

  /** What a query of GoogleSQL is in the SQL of the DuckDB that holds the tables. */
  public String translate(String query) {
    return new Script(database, new Faults()).translate(query);
  }

  /** Asks what the tables hold: a query of DuckDB whose rows are single texts. */
  public List<String> query(String sql) {
    return database.texts(sql);
  }

  /** A connection to the DuckDB that holds the tables; it is the caller's to close. */
  public Connection connect() {
    return database.connect();
  }

  @Override
  public void close() {
    port.close();
    grpc.shutdownNow();
    http.close();
    database.close();
  }
}
