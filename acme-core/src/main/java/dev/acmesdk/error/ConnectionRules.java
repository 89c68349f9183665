package dev.acmesdk.error;

import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import java.util.Set;

/** What keeps the CA from reaching the server that it validates. */
final class ConnectionRules {
  private static final Set<ProblemType> ANY =
      Set.of(
          ProblemType.CONNECTION,
          ProblemType.UNAUTHORIZED,
          ProblemType.MALFORMED,
          ProblemType.TLS,
          ProblemType.DNS);

  static final List<Rule> ALL =
      List.of(
          Rule.of(
                  DiagnosisKind.CONNECTION_REFUSED,
                  "Nothing listens on that port at the address that DNS gives.",
                  "Check that the A and AAAA records point to this machine, and that the port is forwarded to it.")
              .sign(ANY, "connection refused"),
          Rule.of(
                  DiagnosisKind.SLOW_SERVER,
                  "The server accepts the connection but does not answer in time.",
                  "Look for an overloaded server, a proxy, or a firewall that holds unknown visitors back.")
              .sign(ANY, "timeout during read")
              .sign(ANY, "timeout after connect")
              .sign(ANY, "client.timeout exceeded while awaiting"),
          Rule.of(
                  DiagnosisKind.FIREWALL_TIMEOUT,
                  "Something drops the CA's packets.",
                  "Check the firewall, the cloud provider's security group, and port forwarding, for IPv4 and for IPv6.")
              .sign(ANY, "timeout during connect")
              .sign(ANY, "connection timed out")
              .sign(ANY, "i/o timeout")
              .weakSign(ProblemType.CONNECTION, "timeout")
              .weakSign(ProblemType.CONNECTION, "timed out"),
          Rule.of(
                  DiagnosisKind.CONNECTION_RESET,
                  "Something cuts the CA's connection as soon as it is made.",
                  "Look for a firewall, a proxy, or a program that expects TLS on that port.")
              .sign(ANY, "connection reset")
              .weakSign(ProblemType.CONNECTION, " eof"),
          Rule.of(
                  DiagnosisKind.NETWORK_UNREACHABLE,
                  "No route leads from the Internet to the address that DNS gives.",
                  "Check the A and AAAA records; remove the AAAA record if the machine has no working IPv6.")
              .sign(ANY, "network unreachable")
              .sign(ANY, "network is unreachable")
              .sign(ANY, "no route to host"),
          Rule.of(
                  DiagnosisKind.IPV6_UNREACHABLE,
                  "DNS gives IPv6 addresses only, and the one that the CA tried does not answer.",
                  "Repair IPv6 and its firewall, or add an A record.")
              .sign(ANY, "no ipv4 addresses to try"),
          Rule.of(
                  DiagnosisKind.HTTP2_ON_PORT_80,
                  "The server speaks HTTP/2 on the port for plain HTTP.",
                  "Switch HTTP/1.1 on for port 80.")
              .sign(ANY, "http/2 over http"),
          Rule.of(
                  DiagnosisKind.CONNECTION_FAILED,
                  "The CA could not talk to the server.",
                  "Check that the A and AAAA records point to this machine and that the CA can reach it from the Internet.")
              .sign(ANY, "error getting validation data")
              .sign(ProblemType.UNAUTHORIZED, "failed to connect to"));

  private ConnectionRules() {}
}
