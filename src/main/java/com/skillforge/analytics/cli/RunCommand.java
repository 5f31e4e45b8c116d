package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ArgumentFiles;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.deploy.PipelineFolder;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code run.sh <pipeline>}: starts the pipeline of a folder under {@code pipelines/}. It is also
 * the main class of the packaged jar, which holds these folders.
 */
public final class RunCommand implements Command {
  public static void main(String[] args) {
    new RunCommand().runProcess(args);
  }

  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    List<PipelineFolder> folders = PipelineFolder.all();
    if (args.length == 0 || args[0].equals("--help") || args[0].equals("-h")) {
      out.print(usage(folders));
      return args.length == 0 ? ExitCode.USAGE : ExitCode.DONE;
    }
    PipelineFolder folder =
        folders.stream()
            .filter(candidate -> candidate.name().equals(args[0]))
            .findFirst()
            .orElseThrow(() -> new UsageException(List.of(unknown(args[0], folders))));
    List<String> given = ArgumentFiles.expand(Arrays.asList(args).subList(1, args.length));
    return start(folder.main(), folder.argumentsWith(given).toArray(String[]::new), out);
  }

  /** Does what the main would do, which would end the process itself. */
  private static ExitCode start(String mainClass, String[] arguments, PrintStream out)
      throws Exception {
    try {
      return (ExitCode)
          Class.forName(mainClass)
              .getMethod("run", String[].class, PrintStream.class, PrintStream.class)
              .invoke(null, arguments, out, System.err);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static String unknown(String name, List<PipelineFolder> folders) {
    return "there is no pipeline '"
        + name
        + "'; there are "
        + String.join(", ", folders.stream().map(PipelineFolder::name).toList())
        + ".";
  }

  private static String usage(List<PipelineFolder> folders) {
    StringBuilder text = new StringBuilder();
    text.append("Usage: run.sh <pipeline> [@file] [--option=value …]\n\nPipelines:\n");
    for (PipelineFolder folder : folders) {
      text.append(String.format(Locale.ROOT, "  %-24s %s%n", folder.name(), folder.title()));
    }
    text.append(
        "\nrun.sh <pipeline> --help lists the options of a pipeline. @file stands for the lines of");
    text.append(" a file,\none argument each, such as @pipelines/local.args; options behind it");
    text.append(" take precedence.\n");
    return text.toString();
  }
}
