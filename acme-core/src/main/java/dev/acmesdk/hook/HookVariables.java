package dev.acmesdk.hook;

import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.protocol.KeyAuthorization;
import dev.acmesdk.solver.PendingChallenge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What Certbot's manual hooks are told of a challenge, as environment variables. */
final class HookVariables {
  private static final String VALIDATION = "CERTBOT_VALIDATION";

  private HookVariables() {}

  /** What is told of DNS-01 alone. */
  static Map<String, String> ofDns(PendingChallenge<Dns01> challenge) {
    KeyAuthorization proof = challenge.challenge().keyAuthorization(challenge.thumbprint());
    return Map.of(VALIDATION, proof.txtValue());
  }

  /** What is told of HTTP-01 alone. */
  static Map<String, String> ofHttp(PendingChallenge<Http01> challenge) {
    KeyAuthorization proof = challenge.challenge().keyAuthorization(challenge.thumbprint());
    return Map.of(VALIDATION, proof.value(), "CERTBOT_TOKEN", challenge.challenge().token());
  }

  /**
   * What is told of every kind.
   *
   * @param index which one of all it is
   * @param all the challenges of one order that are solved this way
   */
  static Map<String, String> among(int index, List<? extends PendingChallenge<?>> all) {
    String name = all.get(index).identifier().value();
    String names =
        all.stream().map(one -> one.identifier().value()).collect(Collectors.joining(","));
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("CERTBOT_DOMAIN", name);
    variables.put("CERTBOT_IDENTIFIER", name);
    variables.put("CERTBOT_ALL_DOMAINS", names);
    variables.put("CERTBOT_ALL_IDENTIFIERS", names);
    variables.put("CERTBOT_REMAINING_CHALLENGES", Integer.toString(all.size() - index - 1));
    return variables;
  }
}
