package dev.acmesdk.storage;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeRequest;
import dev.acmesdk.store.Lineage;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** One of several programs that all get the same certificates, in an order of its own. */
public final class ManyNamesProgram {
  private ManyNamesProgram() {}

  /** Directory, webroot, CA, what to trust, seed, number of names. */
  public static void main(String[] arguments) {
    CertbotDirectory store = SteppedDisk.store(Path.of(arguments[0]));
    Acme acme =
        Acme.webroot(Path.of(arguments[1]))
            .directory(URI.create(arguments[2]))
            .trust(Path.of(arguments[3]))
            .agreeToTermsOfService()
            .storeIn(store);
    List<Integer> numbers =
        new ArrayList<>(IntStream.rangeClosed(1, Integer.parseInt(arguments[5])).boxed().toList());
    Collections.shuffle(numbers, new Random(Long.parseLong(arguments[4])));
    for (int number : numbers) {
      AcmeRequest request = acme.domains("n" + number + ".example");
      Lineage lineage = request.obtain();
      System.out.printf(
          "got %s version %d serial %x%n",
          lineage.name(), lineage.version(), lineage.chain().leaf().getSerialNumber());
    }
    System.out.println(VictimProgram.DONE);
  }
}
