package dev.acmesdk.blackbox;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.lang.reflect.Modifier;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.crypto.SecretKey;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.NullMarked;

/**
 * What the code of the library looks like everywhere.
 *
 * @param layers the packages that the rules speak of
 */
record HouseRules(Layers layers) {
  /** Types that users of the library can name: public, and so is all that they are nested in. */
  static final DescribedPredicate<JavaClass> PUBLISHED =
      describe("are published", HouseRules::isPublished);

  private static boolean isPublished(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(HouseRules::isPublished).orElse(true);
  }

  ArchRule nobodySleeps() {
    return noClasses().should(accessTargetWhere(is("sleep", Thread.class, TimeUnit.class)));
  }

  /** A program may; the CA is one, too. */
  ArchRule nobodyPrints() {
    return noClasses()
        .that(layers.outside("testing.command"))
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
  }

  ArchRule nobodyLogsWithTheJdk() {
    return noClasses().should().dependOnClassesThat(resideInAPackage("java.util.logging.."));
  }

  /** Texts get into logs. What holds a key has a text of its own, made without the key, or none. */
  ArchRule textsShowNoKeys() {
    return classes()
        .that(
            describe(
                "hold a key",
                type -> type.getFields().stream().anyMatch(field -> isKey(field.getRawType()))))
        .should(
            be(
                "shown without it",
                type ->
                    type.tryGetMethod("toString")
                        .map(HouseRules::isWrittenWithoutKey)
                        .orElse(!type.isRecord())));
  }

  /** What the compiler makes for a record accesses nothing that could be seen here. */
  private static boolean isWrittenWithoutKey(JavaMethod text) {
    return !text.getAccessesFromSelf().isEmpty()
        && text.getFieldAccesses().stream()
            .noneMatch(access -> isKey(access.getTarget().getRawType()))
        && text.getMethodCallsFromSelf().stream()
            .noneMatch(call -> isKey(call.getTarget().getRawReturnType()));
  }

  private static boolean isKey(JavaClass type) {
    return type.isAssignableTo(PrivateKey.class)
        || type.isAssignableTo(KeyPair.class)
        || type.isAssignableTo(SecretKey.class);
  }

  /** A date that a certificate gives is turned into an instant on the spot. */
  ArchRule datesStayWithCertificates() {
    ArchRule asInstantOnly =
        noClasses()
            .that(layers.outside("crypto", "testing"))
            .should(
                accessTargetWhere(
                    describe(
                        "the target is Date or Calendar, other than Date.toInstant",
                        access ->
                            isDate(access.getTargetOwner())
                                && !access.getName().equals("toInstant"))));
    ArchRule neverDeclared =
        noMembers()
            .that()
            .areDeclaredInClassesThat(layers.outside("crypto", "testing"))
            .should(declare(describe("Date or Calendar", HouseRules::isDate)));
    return CompositeArchRule.of(asInstantOnly).and(neverDeclared);
  }

  private static boolean isDate(JavaClass type) {
    return type.isAssignableTo(Date.class) || type.isAssignableTo(Calendar.class);
  }

  ArchRule protocolHoldsValuesOnly() {
    return classes()
        .that(layers.in("protocol"))
        .should(
            be(
                "records, enums, sealed interfaces or hidden",
                type ->
                    type.isRecord()
                        || type.isEnum()
                        || (type.isInterface() && type.isSealed())
                        || !isPublished(type)));
  }

  ArchRule classesAreNotOpenByAccident() {
    return classes()
        .that(PUBLISHED)
        .should(
            be(
                "final, sealed, abstract, records, enums or interfaces",
                type ->
                    type.isRecord()
                        || type.isEnum()
                        || type.isInterface()
                        || type.isSealed()
                        || type.getModifiers().contains(JavaModifier.FINAL)
                        || type.getModifiers().contains(JavaModifier.ABSTRACT)));
  }

  ArchRule plugPointsAreSmall() {
    return classes()
        .that(INTERFACES)
        .and(PUBLISHED)
        .and(layers.in("solver", "store").or(layers.in("dns01").and(simpleName("DnsProvider"))))
        .should(be("interfaces of 3 abstract methods at most", HouseRules::isSmall));
  }

  private static boolean isSmall(JavaClass type) {
    return Arrays.stream(type.reflect().getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .count()
        <= 3;
  }

  /** The JDK calls what a TLS engine takes its keys from a manager; such a type may say so too. */
  ArchRule namesSayWhatAThingIs() {
    return noClasses()
        .that(not(simpleName("CertificateManager")))
        .and(not(assignableTo(KeyManager.class).or(assignableTo(TrustManager.class))))
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helper|Manager)");
  }

  ArchRule nullnessIsDeclared() {
    return classes()
        .should(
            be(
                "in a package that is @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class)));
  }

  private static DescribedPredicate<JavaAccess<?>> is(String name, Class<?>... owners) {
    return describe(
        "the target is " + name + " of " + Arrays.toString(owners),
        access ->
            access.getName().equals(name)
                && Arrays.stream(owners).anyMatch(access.getTargetOwner()::isAssignableTo));
  }

  private static ArchCondition<JavaMember> declare(DescribedPredicate<JavaClass> type) {
    return new ArchCondition<>("declare " + type.getDescription()) {
      @Override
      public void check(JavaMember item, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                item,
                item.getAllInvolvedRawTypes().stream().anyMatch(type),
                item.getDescription() + " declares a " + type.getDescription()));
      }
    };
  }

  private static ArchCondition<JavaClass> be(String what, Predicate<JavaClass> is) {
    return new ArchCondition<>("be " + what) {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                item, is.test(item), item.getDescription() + " is not " + what));
      }
    };
  }
}
