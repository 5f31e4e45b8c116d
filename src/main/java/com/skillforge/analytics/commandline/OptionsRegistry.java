package com.skillforge.analytics.commandline;

import com.skillforge.analytics.options.RunnerKind;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;

/**
 * Beam's registry of options, with what a command line needs. By itself Beam registers the options
 * of every module on the class path before it parses the first argument, and compares each with all
 * others, which takes longer than many a command: a process of ours begins with none.
 */
public final class OptionsRegistry {
  private OptionsRegistry() {}

  /**
   * Registers the options of modules that are given and not declared by the command itself; those
   * of all modules for runs that other machines take over.
   *
   * @param args in Beam's spelling
   * @param type the options that the command declares
   */
  static void prepare(List<String> args, Class<? extends PipelineOptions> type) {
    boolean elsewhere =
        args.stream()
            .filter(arg -> arg.startsWith("--runner="))
            .anyMatch(arg -> RunnerKind.named(arg) != RunnerKind.DIRECT);
    Set<String> declared = properties(type).collect(Collectors.toSet());
    Set<String> foreign =
        args.stream()
            .filter(arg -> arg.startsWith("--"))
            .map(CommandLine::nameOf)
            .filter(name -> !declared.contains(name))
            .collect(Collectors.toSet());
    if (foreign.isEmpty() && !elsewhere) {
      return;
    }
    for (PipelineOptionsRegistrar module : ServiceLoader.load(PipelineOptionsRegistrar.class)) {
      for (Class<? extends PipelineOptions> options : module.getPipelineOptions()) {
        if (elsewhere || properties(options).anyMatch(foreign::contains)) {
          PipelineOptionsFactory.register(options);
        }
      }
    }
  }

  /** What an option takes, of those of a command or of a module. */
  static Optional<Class<?>> typeOf(String name, Class<? extends PipelineOptions> type) {
    Stream<Class<?>> ofModules =
        ServiceLoader.load(PipelineOptionsRegistrar.class).stream()
            .flatMap(
                module ->
                    StreamSupport.stream(module.get().getPipelineOptions().spliterator(), false));
    return Stream.concat(Stream.<Class<?>>of(type), ofModules)
        .flatMap(OptionsRegistry::getters)
        .filter(getter -> OptionInfo.nameOf(getter).equals(name))
        .<Class<?>>map(Method::getReturnType)
        .findFirst();
  }

  /**
   * Lets the registry of this process begin without the options of any module. Beam asks the
   * thread's class loader for the modules when the registry is used first: from then on this
   * changes nothing. A process that runs other code of Beam's too leaves it as it is.
   */
  public static void startEmpty() {
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithoutModules(loader));
    try {
      PipelineOptionsFactory.register(PipelineOptions.class);
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  private static Stream<String> properties(Class<?> options) {
    return getters(options).map(OptionInfo::nameOf);
  }

  private static Stream<Method> getters(Class<?> options) {
    return Arrays.stream(options.getMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> method.getName().matches("(get|is).+"));
  }

  /** Names no module that has options. */
  private static final class WithoutModules extends ClassLoader {
    private static final String MODULES =
        "META-INF/services/" + PipelineOptionsRegistrar.class.getName();

    WithoutModules(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals(MODULES) ? Collections.emptyEnumeration() : super.getResources(name);
    }
  }
}
