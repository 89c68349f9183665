package dev.acmesdk.tls;

import dev.acmesdk.crypto.TlsAlpnCertificate;
import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers that are in place. Of several for one name, the last is shown: the CA does not tell
 * which one it has come for. It is thread-safe.
 */
final class TlsAlpnAnswers {
  private static final String ALIASES = TlsAlpn01.PROTOCOL + "/";

  private final Map<String, List<TlsAlpnAnswer>> byServerName = new ConcurrentHashMap<>();
  private final AtomicLong number = new AtomicLong();

  TlsAlpnAnswer add(Identifier identifier, TlsAlpnCertificate certificate) {
    String serverName = TlsAlpn01.serverName(identifier);
    TlsAlpnAnswer added =
        new TlsAlpnAnswer(
            "%s%s/%d".formatted(ALIASES, serverName, number.incrementAndGet()),
            certificate,
            answer -> remove(serverName, answer));
    byServerName.compute(
        serverName,
        (name, present) -> {
          List<TlsAlpnAnswer> more = new ArrayList<>(present == null ? List.of() : present);
          more.add(added);
          return List.copyOf(more);
        });
    return added;
  }

  private void remove(String serverName, TlsAlpnAnswer answer) {
    byServerName.computeIfPresent(
        serverName,
        (name, present) -> {
          List<TlsAlpnAnswer> fewer =
              present.stream().filter(each -> !each.equals(answer)).toList();
          return fewer.isEmpty() ? null : fewer;
        });
  }

  Optional<TlsAlpnAnswer> find(String serverName, String keyType) {
    List<TlsAlpnAnswer> present = byServerName.getOrDefault(serverName, List.of());
    return present.isEmpty()
        ? Optional.empty()
        : Optional.of(present.get(present.size() - 1))
            .filter(last -> last.certificate().privateKey().getAlgorithm().equals(keyType));
  }

  Optional<TlsAlpnAnswer> withAlias(String alias) {
    if (!alias.startsWith(ALIASES)) {
      return Optional.empty();
    }
    String serverName = alias.substring(ALIASES.length(), alias.lastIndexOf('/'));
    return byServerName.getOrDefault(serverName, List.of()).stream()
        .filter(answer -> answer.alias().equals(alias))
        .findFirst();
  }
}
