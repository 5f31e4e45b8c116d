package com.skillforge.analytics.io.bigquery;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.bigquery.model.Dataset;
import com.google.api.services.bigquery.model.GetQueryResultsResponse;
import com.google.api.services.bigquery.model.Job;
import com.google.api.services.bigquery.model.JobConfiguration;
import com.google.api.services.bigquery.model.JobConfigurationQuery;
import com.google.api.services.bigquery.model.JobReference;
import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableList;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableRow;
import com.google.auth.Credentials;
import com.google.auth.http.HttpCredentialsAdapter;
import com.skillforge.analytics.io.Backoff;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.bigquery.Refusals.JobFailedException;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.extensions.gcp.util.Transport;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Calls BigQuery's REST service, and tries again for what may pass by itself. Every job has an id
 * that is made here: a job whose answer was lost is found again and not run twice.
 *
 * <p>Every method throws {@link WarehouseException} with a sentence that says what to do.
 */
final class BigQueryClient {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(5);
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Bigquery service;
  private final String project;
  private final Duration patience;
  private @Nullable String location;

  BigQueryClient(PipelineOptions options) {
    this.project = project(options);
    this.patience =
        Duration.ofSeconds(options.as(BigQuerySinkOptions.class).getBigQueryPatienceSeconds());
    BigQueryOptions bigQuery = options.as(BigQueryOptions.class);
    Bigquery.Builder builder =
        new Bigquery.Builder(
                Transport.getTransport(),
                Transport.getJsonFactory(),
                signing(options.as(GcpOptions.class).getGcpCredential()))
            .setApplicationName(bigQuery.getAppName());
    if (bigQuery.getBigQueryEndpoint() != null) {
      builder.setRootUrl(bigQuery.getBigQueryEndpoint());
    }
    this.service = builder.build();
  }

  /** The project that holds the datasets and pays for the jobs. */
  static String project(PipelineOptions options) {
    String own = options.as(BigQueryOptions.class).getBigQueryProject();
    return own == null ? options.as(GcpOptions.class).getProject() : own;
  }

  private static HttpRequestInitializer signing(@Nullable Credentials credentials) {
    return request -> {
      if (credentials != null) {
        new HttpCredentialsAdapter(credentials).initialize(request);
      }
      request.setConnectTimeout(TIMEOUT_MILLIS);
      request.setReadTimeout(TIMEOUT_MILLIS);
      request.setNumberOfRetries(0); // Refusals knows more
    };
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T call(Call<T> call) {
    try {
      return patiently(call);
    } catch (IOException e) {
      throw Refusals.explain(e, project, patience.toSeconds());
    }
  }

  /** Runs a call until it succeeds, or its failure will not pass, or patience ends. */
  private <T> T patiently(Call<T> call) throws IOException {
    Backoff backoff = Backoff.of(FIRST_PAUSE, LONGEST_PAUSE, patience);
    while (true) {
      try {
        return call.run();
      } catch (IOException e) {
        if (!Refusals.passes(e) || !backoff.pause()) {
          throw e;
        }
      }
    }
  }

  /** Runs a statement or a script, and waits for its end. */
  void run(String sql) {
    call(() -> runJob(sql));
  }

  /**
   * Runs a query; makes one thing of all its rows, a page at a time, timestamps as microseconds.
   *
   * @param start what there is before the first row
   * @param add adds a row to it
   */
  <A> A fold(String sql, Supplier<A> start, BiConsumer<A, TableRow> add) {
    return call(
        () -> {
          JobReference job = runJob(sql);
          A rows = start.get();
          String page = null;
          do {
            GetQueryResultsResponse answer = results(job, page);
            if (answer.getRows() != null) {
              answer.getRows().forEach(row -> add.accept(rows, row));
            }
            page = answer.getPageToken();
          } while (page != null);
          return rows;
        });
  }

  private GetQueryResultsResponse results(JobReference job, @Nullable String page)
      throws IOException {
    return patiently(
        () ->
            service
                .jobs()
                .getQueryResults(project, job.getJobId())
                .setLocation(job.getLocation())
                .setFormatOptionsUseInt64Timestamp(true)
                .setPageToken(page)
                .execute());
  }

  /** Runs a job to its end; a call that fails on the way is repeated for the same job. */
  private JobReference runJob(String sql) throws IOException {
    JobReference reference =
        new JobReference()
            .setProjectId(project)
            .setJobId("skillforge_" + UUID.randomUUID())
            .setLocation(location());
    Job job =
        new Job()
            .setJobReference(reference)
            .setConfiguration(
                new JobConfiguration()
                    .setQuery(new JobConfigurationQuery().setQuery(sql).setUseLegacySql(false)));
    Job begun = patiently(() -> insert(job));
    Backoff polls = Backoff.endless(FIRST_PAUSE, LONGEST_POLL);
    while (!begun.getStatus().getState().equals("DONE")) {
      if (!polls.pause()) {
        throw new InterruptedIOException("interrupted while waiting for BigQuery");
      }
      begun = patiently(() -> find(reference));
    }
    if (begun.getStatus().getErrorResult() != null) {
      throw new JobFailedException(begun.getStatus().getErrorResult());
    }
    return reference;
  }

  private Job insert(Job job) throws IOException {
    try {
      return service.jobs().insert(project, job).execute();
    } catch (IOException e) {
      if (Refusals.is(e, 409)) { // the answer to an earlier call was lost
        return find(job.getJobReference());
      }
      throw e;
    }
  }

  private Job find(JobReference job) throws IOException {
    return service.jobs().get(project, job.getJobId()).setLocation(job.getLocation()).execute();
  }

  /**
   * Where the datasets are: a job is found again only by who knows that. Null before there are any:
   * then BigQuery decides.
   */
  private synchronized @Nullable String location() throws IOException {
    if (location == null) {
      try {
        Dataset staging =
            patiently(() -> service.datasets().get(project, WarehouseSchema.STAGING).execute());
        location = staging.getLocation();
      } catch (IOException e) {
        if (!Refusals.is(e, 404)) {
          throw e;
        }
      }
    }
    return location;
  }

  /** Makes an empty table; what is there under its name is gone. */
  void createTable(Table table) {
    call(
        () -> {
          TableReference name = table.getTableReference();
          try {
            return insert(table);
          } catch (IOException e) {
            if (!Refusals.is(e, 409)) {
              throw e;
            }
            delete(name);
            return insert(table);
          }
        });
  }

  private Table insert(Table table) throws IOException {
    return service
        .tables()
        .insert(project, table.getTableReference().getDatasetId(), table)
        .execute();
  }

  /** Removes a table; nothing happens when it is gone already. */
  void dropTable(TableReference table) {
    call(
        () -> {
          delete(table);
          return null;
        });
  }

  private void delete(TableReference table) throws IOException {
    try {
      service.tables().delete(project, table.getDatasetId(), table.getTableId()).execute();
    } catch (IOException e) {
      if (!Refusals.is(e, 404)) {
        throw e;
      }
    }
  }

  /** A table or view, with its columns. */
  Table table(TableReference name) {
    return call(
        () -> service.tables().get(project, name.getDatasetId(), name.getTableId()).execute());
  }

  /** The names of the tables and views of a dataset; empty when there is no such dataset. */
  Optional<Set<String>> tables(String dataset) {
    return call(
        () -> {
          Set<String> names = new HashSet<>();
          String page = null;
          try {
            do {
              TableList list = service.tables().list(project, dataset).setPageToken(page).execute();
              if (list.getTables() != null) {
                list.getTables().forEach(t -> names.add(t.getTableReference().getTableId()));
              }
              page = list.getNextPageToken();
            } while (page != null);
          } catch (IOException e) {
            if (Refusals.is(e, 404)) {
              return Optional.empty();
            }
            throw e;
          }
          return Optional.of(names);
        });
  }
}
