package dev.acmesdk.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest says it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"acme " + (version == null ? "(not packaged)" : version)};
  }
}
