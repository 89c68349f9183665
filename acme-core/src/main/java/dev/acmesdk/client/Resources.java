package dev.acmesdk.client;

import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources of RFC 8555 section 7.1 from JSON. */
final class Resources {
  private Resources() {}

  static Directory directory(HttpReply reply) {
    ResourceReader json = reader(reply, "directory");
    return new Directory(
        reply.url(),
        json.requiredUrl("newNonce"),
        json.requiredUrl("newAccount"),
        json.requiredUrl("newOrder"),
        json.httpsUrl("revokeCert"),
        json.httpsUrl("keyChange"),
        json.httpsUrl("renewalInfo"),
        meta(json.object("meta", "directory")));
  }

  private static Directory.Meta meta(@Nullable ResourceReader json) {
    if (json == null) {
      return new Directory.Meta(null, null, List.of(), false, Map.of());
    }
    ResourceReader profiles = json.object("profiles", "directory");
    return new Directory.Meta(
        json.url("termsOfService"),
        json.url("website"),
        json.texts("caaIdentities"),
        json.flag("externalAccountRequired"),
        profiles == null ? Map.of() : profiles.textMembers());
  }

  static Account account(HttpReply reply, URI url) {
    ResourceReader json = reader(reply, "account");
    return new Account(
        url,
        json.constant("status", Account.Status.class),
        json.texts("contact"),
        json.flag("termsOfServiceAgreed"),
        json.httpsUrl("orders"));
  }

  static Order order(HttpReply reply, URI url) {
    ResourceReader json = reader(reply, "order");
    return new Order(
        url,
        json.constant("status", Order.Status.class),
        json.instant("expires"),
        identifiers(json),
        json.instant("notBefore"),
        json.instant("notAfter"),
        json.text("profile"),
        certificateId(json.text("replaces")),
        problem(json),
        json.httpsUrls("authorizations"),
        json.requiredUrl("finalize"),
        json.httpsUrl("certificate"),
        reply.retryAfter());
  }

  private static @Nullable CertificateId certificateId(@Nullable String text) {
    return text == null ? null : CertificateId.parse(text).orElse(null);
  }

  private static List<Identifier> identifiers(ResourceReader json) {
    List<Identifier> identifiers = new ArrayList<>();
    for (ResourceReader element : json.objects("identifiers", "order")) {
      Identifier identifier = Problems.identifier(element);
      if (identifier != null) {
        identifiers.add(identifier);
      }
    }
    return identifiers;
  }

  static Authorization authorization(HttpReply reply) {
    ResourceReader json = reader(reply, "authorization");
    Identifier identifier = Problems.identifier(json.object("identifier", "authorization"));
    if (identifier == null) {
      throw json.missing("identifier");
    }
    return new Authorization(
        reply.url(),
        identifier,
        json.flag("wildcard"),
        json.constant("status", Authorization.Status.class),
        json.instant("expires"),
        Challenges.readAll(json));
  }

  static @Nullable Problem problem(ResourceReader json) {
    ResourceReader error = json.object("error", "problem");
    return error == null ? null : Problems.read(error);
  }

  static ResourceReader reader(HttpReply reply, String noun) {
    return new ResourceReader(Json.object(reply), reply.url(), noun);
  }
}
