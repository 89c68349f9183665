package dev.acmesdk.blackbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the types of other libraries may be seen.
 *
 * @param layers the packages that the rules speak of
 */
record ForeignTypes(Layers layers) {
  /** Some providers of DNS are web services. */
  private static final String PROVIDERS = "dns01.provider";

  private static final String OK_HTTP_CLIENT = "okhttp3.OkHttpClient";

  private static final DescribedPredicate<JavaClass> OK_HTTP =
      resideInAnyPackage("okhttp3..", "okio..", "kotlin..").as("are OkHttp's");
  private static final DescribedPredicate<JavaClass> JACKSON =
      resideInAnyPackage("tools.jackson..", "com.fasterxml..").as("are Jackson's");
  private static final DescribedPredicate<JavaClass> BOUNCY_CASTLE =
      resideInAnyPackage("org.bouncycastle..").as("are Bouncy Castle's");
  private static final DescribedPredicate<JavaClass> DNSJAVA =
      resideInAnyPackage("org.xbill..").as("are dnsjava's");
  private static final DescribedPredicate<JavaClass> HIDDEN =
      OK_HTTP.or(JACKSON).or(BOUNCY_CASTLE).or(DNSJAVA).as("are hidden libraries'");
  private static final DescribedPredicate<JavaClass> HANDED_IN =
      DescribedPredicate.describe(
          OK_HTTP_CLIENT + " and its builder",
          type -> Set.of(OK_HTTP_CLIENT, OK_HTTP_CLIENT + "$Builder").contains(type.getName()));

  ArchRule okHttpStaysInTheClient() {
    ArchRule nowhereElse =
        noClasses()
            .that(layers.outside("client", "preflight", PROVIDERS, Layers.FACADE))
            .should()
            .dependOnClassesThat(OK_HTTP);
    ArchRule facadePassesItOn =
        noClasses()
            .that(layers.in(Layers.FACADE))
            .should()
            .dependOnClassesThat(OK_HTTP.and(DescribedPredicate.not(HANDED_IN)))
            .allowEmptyShould(true);
    ArchRule once =
        classes()
            .that(layers.in(PROVIDERS))
            .should(new HaveOneUserOf(OK_HTTP))
            .allowEmptyShould(true);
    return CompositeArchRule.of(nowhereElse).and(facadePassesItOn).and(once);
  }

  ArchRule jacksonStaysInOnePackage() {
    return noClasses()
        .that(layers.outside("json", "testing"))
        .should()
        .dependOnClassesThat(JACKSON);
  }

  ArchRule dnsjavaStaysInLookUpsAndProviders() {
    return noClasses()
        .that(layers.outside("dns01.lookup", PROVIDERS, "testing"))
        .should()
        .dependOnClassesThat(DNSJAVA);
  }

  ArchRule bouncyCastleStaysInCrypto() {
    return noClasses()
        .that(layers.outside("crypto", "testing"))
        .should()
        .dependOnClassesThat(BOUNCY_CASTLE);
  }

  ArchRule signaturesAreFreeOfThem() {
    return classes().that(HouseRules.PUBLISHED).should(new ShowNone(layers));
  }

  /** One hidden top-level class at most, with all that is nested in it, may use a library. */
  private static final class HaveOneUserOf extends ArchCondition<JavaClass> {
    private final DescribedPredicate<JavaClass> library;
    private final Map<String, JavaClass> users = new TreeMap<>();

    HaveOneUserOf(DescribedPredicate<JavaClass> library) {
      super("have one hidden class at most that uses types that " + library.getDescription());
      this.library = library;
    }

    @Override
    public void init(Collection<JavaClass> all) {
      users.clear();
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
      if (item.getDirectDependenciesFromSelf().stream()
          .map(Dependency::getTargetClass)
          .anyMatch(library)) {
        JavaClass outermost = outermost(item);
        users.put(outermost.getName(), outermost);
      }
    }

    private static JavaClass outermost(JavaClass type) {
      return type.getEnclosingClass().map(HaveOneUserOf::outermost).orElse(type);
    }

    @Override
    public void finish(ConditionEvents events) {
      boolean hidden = users.values().stream().noneMatch(HouseRules.PUBLISHED);
      events.add(
          new SimpleConditionEvent(
              users, hidden && users.size() <= 1, "The users are " + users.keySet()));
    }
  }

  /** No public or protected signature shows a type of a hidden library. */
  private static final class ShowNone extends ArchCondition<JavaClass> {
    private final Layers layers;

    ShowNone(Layers layers) {
      super("show no types that %s, except %s", HIDDEN.getDescription(), OK_HTTP_CLIENT);
      this.layers = layers;
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
      Stream.concat(item.getSuperclass().stream(), item.getInterfaces().stream())
          .map(JavaType::getAllInvolvedRawTypes)
          .forEach(types -> report(item, item.getDescription(), types, events));
      item.getMembers().stream()
          .filter(ShowNone::isPublished)
          .forEach(member -> report(item, member.getDescription(), typesOf(member), events));
    }

    private static boolean isPublished(JavaMember member) {
      Set<JavaModifier> modifiers = member.getModifiers();
      return !modifiers.contains(JavaModifier.SYNTHETIC)
          && (modifiers.contains(JavaModifier.PUBLIC)
              || modifiers.contains(JavaModifier.PROTECTED));
    }

    private static Set<JavaClass> typesOf(JavaMember member) {
      Stream<JavaClass> thrown =
          member instanceof JavaCodeUnit unit ? unit.getExceptionTypes().stream() : Stream.empty();
      return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown)
          .collect(Collectors.toSet());
    }

    private void report(
        JavaClass item, String place, Set<JavaClass> types, ConditionEvents events) {
      boolean mayTakeClient = layers.in("client", Layers.FACADE).test(item);
      types.stream()
          .map(JavaClass::getBaseComponentType)
          .filter(HIDDEN)
          .filter(type -> !(mayTakeClient && HANDED_IN.test(type)))
          .map(type -> "%s shows %s".formatted(place, type.getName()))
          .forEach(text -> events.add(SimpleConditionEvent.violated(item, text)));
    }
  }
}
