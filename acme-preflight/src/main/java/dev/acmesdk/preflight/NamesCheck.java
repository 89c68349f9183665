package dev.acmesdk.preflight;

import dev.acmesdk.ca.ReservedAddresses;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether every name has addresses, that a CA can reach, and that lead here. */
final class NamesCheck implements PreflightCheck {
  private final Machine machine;
  private final Names names;

  NamesCheck(Machine machine, Names names) {
    this.machine = machine;
    this.names = names;
  }

  @Override
  public List<Finding> examine(PlannedIssuance planned) throws IOException, InterruptedException {
    if (!Ways.byConnection(planned)) {
      return List.of(); // A name without addresses can have TXT records all the same.
    }
    Surroundings here = Surroundings.of(machine, planned);
    List<Finding> findings = new ArrayList<>();
    Map<Set<InetAddress>, List<String>> places = new LinkedHashMap<>();
    for (Identifier identifier : Names.concrete(planned)) {
      Names.Answer answer = names.addresses(identifier);
      findings.addAll(judge(identifier.value(), answer, here));
      if (!answer.addresses().isEmpty()) {
        places
            .computeIfAbsent(new LinkedHashSet<>(answer.addresses()), key -> new ArrayList<>())
            .add(identifier.value());
      }
    }
    if (places.size() > 1) {
      findings.add(scattered(places));
    }
    return findings;
  }

  private static List<Finding> judge(String name, Names.Answer answer, Surroundings here) {
    if (answer.failed()) {
      return List.of(unknown(name, answer.trouble()));
    }
    if (answer.addresses().isEmpty()) {
      return List.of(missing(name, here));
    }
    List<Finding> findings = new ArrayList<>();
    for (InetAddress address : answer.addresses()) {
      if (here.publicCa() && !Surroundings.isPublic(address)) {
        findings.add(reserved(name, address));
      } else if (address instanceof Inet6Address && !here.hasIpv6() && !here.owns(address)) {
        findings.add(withoutIpv6(name, address));
      }
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.of(Topic.NAMES, Severity.OK, "Has %s.".formatted(text(answer.addresses())))
              .about(name));
    }
    return findings;
  }

  private static Finding unknown(String name, String trouble) {
    return Finding.of(
            Topic.NAMES,
            Severity.WARNING,
            "Its addresses could not be found out: %s.".formatted(trouble.replaceAll("\\.$", "")))
        .about(name)
        .remedy(
            "If the CA cannot find them out either, validation fails. See what the zone's name servers say.",
            "dig +trace " + name);
  }

  private static Finding missing(String name, Surroundings here) {
    String example =
        here.own().stream()
            .filter(Surroundings::isPublic)
            .findFirst()
            .map(
                address ->
                    ", for example: %s. %s %s"
                        .formatted(name, type(address), text(List.of(address))))
            .orElse("");
    return Finding.of(
            Topic.NAMES,
            here.publicCa() ? Severity.ERROR : Severity.WARNING,
            "It has no address in DNS, so the CA has nothing to connect to (NXDOMAIN, or neither A nor AAAA record).")
        .about(name)
        .remedy(
            "Add an A or AAAA record that leads to this machine"
                + example
                + ". Then wait until the zone's negative answers are forgotten.",
            "dig +short A " + name,
            "dig +short AAAA " + name);
  }

  private static Finding reserved(String name, InetAddress address) {
    String use = ReservedAddresses.blockOf(address).orElse("");
    return Finding.of(
            Topic.NAMES,
            Severity.ERROR,
            "It has the address %s, which cannot be reached from the Internet: %s."
                .formatted(address.getHostAddress(), use))
        .about(name)
        .remedy(
            "Give it a public address, or prove control by DNS-01: --manual --preferred-challenges dns.");
  }

  private static Finding withoutIpv6(String name, InetAddress address) {
    return Finding.of(
            Topic.NAMES,
            Severity.WARNING,
            "It has the IPv6 address %s, but this machine has no IPv6. CAs try IPv6 first, and some try nothing else."
                .formatted(address.getHostAddress()))
        .about(name)
        .remedy(
            "Unless a proxy has that address and forwards requests to here, remove the AAAA record or set IPv6 up.",
            "dig +short AAAA " + name);
  }

  private static Finding scattered(Map<Set<InetAddress>, List<String>> places) {
    String list =
        places.entrySet().stream()
            .map(place -> String.join(", ", place.getValue()) + " at " + text(place.getKey()))
            .collect(Collectors.joining("; "));
    return Finding.of(
            Topic.NAMES,
            Severity.WARNING,
            "The names lead to different places: %s.".formatted(list))
        .remedy(
            "One machine has to answer for all names of a certificate. If these are different machines, get one certificate on each, or prove control by DNS-01.");
  }

  private static String type(InetAddress address) {
    return address instanceof Inet6Address ? "AAAA" : "A";
  }

  private static String text(Iterable<InetAddress> addresses) {
    List<String> texts = new ArrayList<>();
    addresses.forEach(address -> texts.add(address.getHostAddress()));
    return String.join(", ", texts);
  }
}
