package dev.acmesdk.preflight;

/**
 * What it means that a response could be fetched at an address, or not. From here it cannot be seen
 * what the Internet sees: a firewall lets local requests through, and many routers do not let a
 * machine behind them call itself by its public address. So what is certain is told apart from what
 * only looks like it.
 *
 * @param here where this machine stands
 * @param localPort the port that is open here while it is tried
 */
record Judgement(Surroundings here, int localPort) {

  Finding of(Entry entry, Probe.Result result) {
    return switch (result.outcome()) {
      case EXPECTED -> served(entry);
      case OTHER -> answeredByOthers(entry, result.detail());
      case REDIRECT -> redirected(entry, result.detail());
      case REFUSED -> refused(entry);
      case TIMEOUT, UNREACHABLE -> silent(entry, result);
      case BROKEN -> broken(entry, result.detail());
    };
  }

  private static Finding served(Entry entry) {
    String how = entry.isOwn() ? "" : " through a router or proxy";
    return finding(
        entry,
        Severity.OK,
        "A response can be fetched from %s%s, as far as that can be seen from here."
            .formatted(entry.where(), how));
  }

  private Finding answeredByOthers(Entry entry, String detail) {
    String statement =
        "Somebody else answers at %s (%s): the CA would not get the response."
            .formatted(entry.where(), detail);
    return entry.isOwn()
        ? finding(entry, Severity.ERROR, statement)
            .remedy(
                "A server of this machine has that address. Stop it while the certificate is obtained, or let it serve the responses: --webroot -w with the directory that it shows as / for this name.",
                "ss -ltnp 'sport = :%d'".formatted(entry.port()))
        : finding(entry, certainUnlessPrivate(), statement)
            .remedy(
                "The name leads to another machine or a proxy (this one has %s). Change the record, forward /.well-known/acme-challenge/ to here, or prove control by DNS-01."
                    .formatted(here.ownText()),
                "dig +short " + entry.name());
  }

  private static Finding redirected(Entry entry, String target) {
    return finding(
            entry, Severity.WARNING, "%s redirects the CA to %s.".formatted(entry.where(), target))
        .remedy(
            "CAs follow redirects to port 80 and 443; the response has to be there then. Better leave /.well-known/acme-challenge/ out of the redirect.");
  }

  private Finding refused(Entry entry) {
    String statement = "Nothing listens at %s: connection refused.".formatted(entry.where());
    if (entry.isOwn()) {
      String port =
          localPort == entry.port()
              ? "Listen on that address, or on all: leave --http-01-address out."
              : "Responses are served on port %d: forward port %d to it."
                  .formatted(localPort, entry.port());
      return finding(entry, Severity.ERROR, statement).remedy(port);
    }
    return here.hasPublicAddress()
        ? elsewhere(entry, statement)
        : finding(entry, Severity.WARNING, statement)
            .remedy(
                "This machine is behind a router: forward port %d to %s, port %d. If it is forwarded, the router may just not let requests from inside through."
                    .formatted(entry.port(), here.ownText(), localPort));
  }

  private Finding silent(Entry entry, Probe.Result result) {
    String what =
        result.outcome() == Probe.Outcome.TIMEOUT
            ? "No answer from %s: the connection timed out."
            : "There is no way to %s from here.";
    String statement = what.formatted(entry.where());
    if (entry.isOwn()) {
      return finding(
              entry, Severity.ERROR, statement + " A firewall on this machine drops the packets.")
          .remedy(
              "Let TCP port %d in.".formatted(entry.port()),
              "ufw allow %d/tcp".formatted(entry.port()),
              "nft list ruleset");
    }
    return here.hasPublicAddress()
        ? elsewhere(entry, statement)
        : finding(
                entry,
                Severity.WARNING,
                statement
                    + " This machine has no public address, so it is behind a router: that may drop the packets, or it just cannot be called by its public address from inside (no hairpin NAT), which does no harm.")
            .remedy(
                "See from outside, for example from a telephone without WLAN, whether %s answers; if not, forward port %d to %s and let it through the firewall or security group."
                    .formatted(entry.url(), entry.port(), here.ownText()));
  }

  private Finding elsewhere(Entry entry, String statement) {
    return finding(
            entry,
            here.publicCa() ? Severity.ERROR : Severity.WARNING,
            statement + " The address is not this machine's, which has " + here.ownText() + ".")
        .remedy(
            "Change the A or AAAA record, or get the certificate on the machine that has the address.",
            "dig +short A " + entry.name(),
            "dig +short AAAA " + entry.name());
  }

  private Finding broken(Entry entry, String detail) {
    return finding(
            entry,
            entry.isOwn() ? Severity.ERROR : certainUnlessPrivate(),
            "What listens at %s does not speak HTTP (%s).".formatted(entry.where(), detail))
        .remedy(
            "Free the port, or forward it to here.",
            "ss -ltnp 'sport = :%d'".formatted(entry.port()));
  }

  /** A router's own web page answers only those inside. */
  private Severity certainUnlessPrivate() {
    return here.hasPublicAddress() && here.publicCa() ? Severity.ERROR : Severity.WARNING;
  }

  private static Finding finding(Entry entry, Severity severity, String statement) {
    return Finding.of(Topic.REACHABILITY, severity, statement).about(entry.name());
  }
}
