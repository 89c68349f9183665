package dev.acmesdk.blackbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The packages below a root package and the arrows between them. The root is a parameter of all
 * rules here and in their siblings, so that a small library of wrongdoers can prove that each rule
 * is able to fail.
 *
 * @param root the root package
 */
record Layers(String root) {
  static final String FACADE = "facade";

  private static final Set<String> CORE =
      Set.of(
          "crypto",
          "protocol",
          "error",
          "ca",
          "listener",
          "json",
          "client",
          "solver",
          "issuance",
          "store",
          "hook",
          "renewal",
          "manager",
          "tls");

  private static final Map<String, Set<String>> MAY_USE = mayUse();

  private static Map<String, Set<String>> mayUse() {
    Map<String, Set<String>> mayUse = new LinkedHashMap<>();
    mayUse.put("crypto", Set.of());
    mayUse.put("protocol", Set.of("crypto"));
    mayUse.put("error", Set.of("protocol"));
    mayUse.put("ca", Set.of("error", "protocol", "crypto"));
    mayUse.put("listener", Set.of("error"));
    mayUse.put("json", Set.of());
    mayUse.put("client", Set.of("json", "error", "protocol", "crypto"));
    mayUse.put("solver", Set.of("error", "protocol"));
    mayUse.put("issuance", Set.of("ca", "client", "solver", "error", "protocol", "crypto"));
    mayUse.put("store", Set.of("error", "protocol", "crypto"));
    mayUse.put("hook", Set.of("solver", "store", "error", "protocol", "crypto"));
    mayUse.put(
        "renewal",
        Set.of("issuance", "store", "hook", "ca", "client", "error", "protocol", "crypto"));
    mayUse.put("manager", Set.of("renewal", "hook", "store", "client", "error", "protocol"));
    mayUse.put("tls", Set.of("store", "protocol", "crypto"));
    mayUse.put("http01", Set.of("solver", "listener", "json", "error", "protocol"));
    mayUse.put("tlsalpn01", Set.of("solver", "listener", "tls", "error", "protocol", "crypto"));
    mayUse.put("dns01", Set.of("hook", "solver", "json", "error", "protocol"));
    mayUse.put("storage", Set.of("renewal", "store", "json", "error", "protocol", "crypto"));
    mayUse.put("micrometer", Set.of("manager", "error"));
    mayUse.put(
        "preflight",
        Set.of("dns01", "ca", "client", "solver", "store", "json", "error", "protocol", "crypto"));
    mayUse.put("spring", union(CORE, Set.of(FACADE, "http01", "storage", "micrometer")));
    mayUse.put("testing", union(CORE, Set.of("dns01")));
    mayUse.put(FACADE, union(CORE, Set.of("http01", "dns01", "tlsalpn01", "storage", "preflight")));
    return mayUse;
  }

  /** A package that the table does not know is refused too: a room is drawn before it is built. */
  ArchRule useOnlyWhatIsBelowThem() {
    LayeredArchitecture rule =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String layer : MAY_USE.keySet()) {
      rule = rule.layer(layer).definedBy(packageOf(layer));
    }
    for (Map.Entry<String, Set<String>> entry : MAY_USE.entrySet()) {
      var layer = rule.whereLayer(entry.getKey());
      String[] below = entry.getValue().toArray(String[]::new);
      rule = below.length == 0 ? layer.mayNotAccessAnyLayer() : layer.mayOnlyAccessLayers(below);
    }
    return rule.ensureAllClassesAreContainedInArchitecture();
  }

  ArchRule areFreeOfCycles() {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  DescribedPredicate<JavaClass> in(String... layers) {
    return resideInAnyPackage(Arrays.stream(layers).map(this::packageOf).toArray(String[]::new))
        .as("reside in %s", String.join(", ", layers));
  }

  DescribedPredicate<JavaClass> outside(String... layers) {
    return DescribedPredicate.not(in(layers)).as("reside outside %s", String.join(", ", layers));
  }

  private String packageOf(String layer) {
    return layer.equals(FACADE) ? root : root + "." + layer + "..";
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> union = new TreeSet<>(some);
    union.addAll(others);
    return union;
  }
}
