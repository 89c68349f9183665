package dev.acmesdk.spring;

import java.util.List;

/** The certificates that the properties ask for, as a bean. */
record AcmeWishes(List<Wanted> all) {
  AcmeWishes {
    all = List.copyOf(all);
  }
}
