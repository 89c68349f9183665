package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Maven's tests put on the class path works on the module path, too. */
class ModulePathTest {
  private static final String PREFIX = "dev.acmesdk";

  /** The inside of the embedded CA is nobody's business but its own; a program is not called. */
  private static final Set<String> HIDDEN =
      Set.of("dev.acmesdk.json", "dev.acmesdk.testing.ca", "dev.acmesdk.testing.command");

  @Test
  void everyPublishedModuleResolves() throws IOException {
    assertThat(ours().stream().map(module -> module.getName()))
        .hasSameSizeAs(
            MainSources.ofPublishedModules().stream().filter(MainSources::hasDescriptor).toList())
        .contains("dev.acmesdk.core");
  }

  @Test
  void everyPackageIsExportedButTheHiddenOnes() {
    for (Module module : ours()) {
      Set<String> exported =
          module.getDescriptor().exports().stream()
              .filter(export -> !export.isQualified())
              .map(ModuleDescriptor.Exports::source)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> packages = new TreeSet<>(module.getPackages());
      packages.removeAll(HIDDEN);
      assertThat(exported).as(module.getName()).isEqualTo(packages);
    }
  }

  @Test
  void cryptographyWorksBetweenNamedModules() throws ReflectiveOperationException {
    Class<?> accountKey =
        layer().findLoader("dev.acmesdk.core").loadClass("dev.acmesdk.crypto.AccountKey");
    assertThat(accountKey.getModule().isNamed()).isTrue();
    Object key = accountKey.getMethod("generate").invoke(null);
    assertThat((String) accountKey.getMethod("thumbprint").invoke(key)).hasSize(43);
  }

  private static List<Module> ours() {
    return layer().modules().stream()
        .filter(module -> module.getName().startsWith(PREFIX))
        .filter(module -> !module.getDescriptor().isAutomatic())
        .toList();
  }

  private static ModuleLayer layer() {
    ModuleFinder finder = ModuleFinder.of(classPath());
    List<String> roots =
        finder.findAll().stream()
            .map(ModuleReference::descriptor)
            .filter(descriptor -> !descriptor.isAutomatic())
            .map(ModuleDescriptor::name)
            .filter(name -> name.startsWith(PREFIX))
            .toList();
    Configuration resolved =
        ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), roots);
    return ModuleLayer.boot()
        .defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader());
  }

  private static Path[] classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(path.split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .map(Path::of)
        .toArray(Path[]::new);
  }
}
