package dev.acmesdk.storage;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeRequest;
import dev.acmesdk.store.Lineage;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What is killed: a program that gets a certificate, and tells each step of it. */
public final class VictimProgram {
  /** What it says before it begins, and when it is done. */
  public static final String BEGUN = "begun";

  /** See {@link #BEGUN}. */
  public static final String DONE = "done";

  private VictimProgram() {}

  /** Verb, number of the step to stop at, then what {@link #request} wants. */
  public static void main(String[] arguments) {
    Consumer<String> out = System.out::println;
    CertbotDirectory store =
        SteppedDisk.store(Path.of(arguments[2]), Integer.parseInt(arguments[1]), out);
    AcmeRequest request =
        request(
            store, Integer.parseInt(arguments[3]), URI.create(arguments[4]), Path.of(arguments[5]));
    out.accept(BEGUN);
    out.accept(DONE + " " + run(arguments[0], request).version());
  }

  /** The same request in any process. */
  public static AcmeRequest request(CertbotDirectory store, int httpPort, URI ca, Path trusted) {
    return acme(store, httpPort, ca, trusted).domains("a.example");
  }

  static Acme acme(CertbotDirectory store, int httpPort, URI ca, Path trusted) {
    return Acme.standalone()
        .httpPort(httpPort)
        .directory(ca)
        .trust(trusted)
        .agreeToTermsOfService()
        .storeIn(store);
  }

  /** Runs a verb of a request. */
  public static Lineage run(String verb, AcmeRequest request) {
    return switch (verb) {
      case "obtain" -> request.obtain();
      case "reissue" -> request.reissue();
      default -> throw new IllegalArgumentException(verb);
    };
  }
}
