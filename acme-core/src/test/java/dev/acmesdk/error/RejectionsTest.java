package dev.acmesdk.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names a CA refuses, and why each (RFC 8555 section 6.7.1). */
class RejectionsTest {
  private static final Identifier INTERNAL = Identifier.dns("server.internal");
  private static final Problem NOT_PUBLIC =
      part("Domain name does not end with a valid public suffix (TLD)", INTERNAL);
  private static final Problem FORBIDDEN = part("forbidden by policy", Samples.NAME);

  private static Problem part(String detail, Identifier name) {
    return Samples.problem(ProblemType.REJECTED_IDENTIFIER, detail, name);
  }

  private static RejectedException refused(ProblemType type, String detail, Problem... parts) {
    return new RejectedException("x", Samples.withParts(type, detail, parts), null);
  }

  @ParameterizedTest
  @EnumSource(names = {"REJECTED_IDENTIFIER", "COMPOUND", "MALFORMED"})
  void rfc8555Section6_7_1_eachNameHasItsOwnReason(ProblemType type) {
    RejectedException e =
        refused(
            type,
            "Cannot issue for \"server.internal\": Domain name does not end with a valid public"
                + " suffix (TLD) (and 1 more problems. Refer to sub-problems for more"
                + " information.)",
            NOT_PUBLIC,
            FORBIDDEN);
    assertThat(e.diagnosis().kind()).isEqualTo(DiagnosisKind.SEVERAL_PROBLEMS);
    assertThat(e.rejections().keySet()).containsExactly(INTERNAL, Samples.NAME);
    assertThat(e.rejections().values())
        .extracting(Diagnosis::kind)
        .containsExactly(DiagnosisKind.NAME_NOT_PUBLIC, DiagnosisKind.NAME_FORBIDDEN_BY_POLICY);
    assertThat(e.remedy())
        .contains(
            "For server.internal: The name does not end in a public suffix",
            "For example.com: The CA's policy forbids the name.");
    assertThat(e.rejections()).isUnmodifiable();
  }

  @Test
  void namesWithTheSameReasonGetItOnce() {
    RejectedException e =
        refused(
            ProblemType.COMPOUND, "x", FORBIDDEN, part("forbidden by policy", Samples.OTHER_NAME));
    assertThat(e.diagnosis().kind()).isEqualTo(DiagnosisKind.NAME_FORBIDDEN_BY_POLICY);
    assertThat(e.rejections()).hasSize(2);
    assertThat(e.remedy()).startsWith("The CA's policy forbids the name.");
  }

  @Test
  void someOfManyAreTold() {
    Problem[] parts = new Problem[100];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          part(i % 2 == 0 ? "forbidden by policy" : "x", Identifier.dns("n" + i + ".example"));
    }
    RejectedException e = refused(ProblemType.COMPOUND, "x", parts);
    assertThat(e.remedy())
        .contains("For n0.example, n2.example, n4.example and 47 more: The CA's policy");
    assertThat(e.rejections()).hasSize(100);
  }

  @Test
  void partsWithoutNamesAreSummedUp() {
    RejectedException e =
        refused(
            ProblemType.COMPOUND,
            "x",
            Problem.of(ProblemType.CAA, "x"),
            Problem.of(ProblemType.DNS, "x"));
    assertThat(e.rejections()).isEmpty();
    assertThat(e.diagnosis().kind()).isEqualTo(DiagnosisKind.SEVERAL_PROBLEMS);
    assertThat(e.remedy())
        .startsWith("Several names have a problem each. Solve them one by one. See ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my_host.example.com", "server", "192.0.2.1"})
  void aSingleNameIsReadFromTheWords(String name) {
    RejectedException e =
        refused(
            ProblemType.REJECTED_IDENTIFIER,
            "Error creating new order :: Cannot issue for \"" + name + "\": no");
    assertThat(e.rejections().keySet()).extracting(Identifier::value).containsExactly(name);
    assertThat(e.identifiers()).isEqualTo(java.util.List.copyOf(e.rejections().keySet()));
    assertThat(e.identifiers().get(0).type()).isEqualTo(name.startsWith("192") ? "ip" : "dns");
    assertThat(e.rejections()).containsValue(e.diagnosis());
  }

  @Test
  void aProblemWithOneNameIsLikeOneOfItsValidation() {
    Problem problem = Samples.problem(ProblemType.UNAUTHORIZED, "no", Samples.NAME);
    RejectedException e = new RejectedException("x", problem, null);
    assertThat(e.rejections()).containsOnlyKeys(Samples.NAME);
    assertThat(e.diagnosis().kind()).isEqualTo(DiagnosisKind.CONTROL_NOT_PROVEN);
  }

  @Test
  void aRefusalWithoutNamesHasNoRejections() {
    assertThat(refused(ProblemType.BAD_CSR, "no").rejections()).isEmpty();
  }
}
