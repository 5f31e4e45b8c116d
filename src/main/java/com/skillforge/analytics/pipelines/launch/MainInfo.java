package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.OptionInfo;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.DimensionOptions;
import com.skillforge.analytics.options.IdentityOptions;
import com.skillforge.analytics.options.LineageOptions;
import com.skillforge.analytics.options.MetricsOptions;
import com.skillforge.analytics.options.PersonaOptions;
import com.skillforge.analytics.options.RunOptions;
import com.skillforge.analytics.options.ScheduleOptions;
import com.skillforge.analytics.options.SecretOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.SourceOptions;
import com.skillforge.analytics.options.WarehouseOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What a pipeline's main class says of itself.
 *
 * @param about what it does, one or more sentences
 * @param options its options, those of its own first, without Beam's
 */
public record MainInfo(String about, List<OptionInfo> options) {
  /**
   * Asks a main class.
   *
   * @throws IllegalArgumentException when the class is not the main of a pipeline
   */
  public static MainInfo of(String mainClass) {
    try {
      Object main = Class.forName(mainClass).getDeclaredConstructor().newInstance();
      if (main instanceof Job<?> job) {
        return new MainInfo(
            job.about(),
            groups(job).stream().flatMap(group -> OptionInfo.of(group).stream()).toList());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(mainClass + " is no pipeline", e);
    }
    throw new IllegalArgumentException(mainClass + " is no pipeline");
  }

  /** The options interfaces of a pipeline, in the order of its help. */
  static List<Class<? extends PipelineOptions>> groups(Job<?> job) {
    List<Class<? extends PipelineOptions>> groups = new ArrayList<>(job.ownOptions());
    groups.addAll(
        List.of(
            SourceOptions.class,
            ScheduleOptions.class,
            IdentityOptions.class,
            PersonaOptions.class,
            DimensionOptions.class,
            WarehouseOptions.class,
            BigQuerySinkOptions.class,
            SnowflakeOptions.class,
            SecretOptions.class,
            RunOptions.class,
            MetricsOptions.class,
            LineageOptions.class));
    return groups;
  }
}
