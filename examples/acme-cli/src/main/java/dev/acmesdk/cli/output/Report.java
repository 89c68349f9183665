package dev.acmesdk.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What has come of a command, for programs: one JSON object, described by {@code
 * acme-result.schema.json}. Members may be added in a minor version, none is taken away.
 *
 * <p>Not for use by several threads.
 */
public final class Report {
  private static final int FORMAT = 1;

  private final Map<String, Object> members = new LinkedHashMap<>();
  private final List<Object> certificates = new ArrayList<>();

  /**
   * A report of a verb.
   *
   * @param verb the verb
   */
  public Report(String verb) {
    members.put("format", FORMAT);
    members.put("verb", verb);
  }

  /**
   * Sets a member.
   *
   * @param key its name
   * @param value texts, numbers, booleans, lists and maps
   */
  public void put(String key, Object value) {
    members.put(key, value);
  }

  /**
   * Adds to the list of certificates.
   *
   * @param certificate made by {@link Described}
   */
  public void addCertificate(Map<String, Object> certificate) {
    certificates.add(certificate);
    members.put("certificates", certificates);
  }

  /**
   * The whole as JSON.
   *
   * @param status how the command ends
   * @return a text of several lines
   */
  public String json(ExitStatus status) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    boolean isDone = status == ExitStatus.OK || status == ExitStatus.NOTHING_DUE;
    all.put("success", isDone);
    all.put("exitStatus", status.code());
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(all);
  }
}
