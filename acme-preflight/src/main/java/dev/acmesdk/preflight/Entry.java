package dev.acmesdk.preflight;

import java.net.InetAddress;

/**
 * One address of one name, tried as a CA would try it.
 *
 * @param name the name
 * @param address where it leads to
 * @param port the port that CAs connect to
 * @param isOwn whether it is an address of this machine
 */
record Entry(String name, InetAddress address, int port, boolean isOwn) {

  String where() {
    String text = address.getHostAddress().replaceAll("%.*", "");
    return text.contains(":") ? "[%s]:%d".formatted(text, port) : "%s:%d".formatted(text, port);
  }

  String url() {
    return "http://%s/".formatted(name);
  }
}
