package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;

/** What goes wrong at a CA for the time being. Safe for use by several threads. */
public final class Troubles {
  private final Outage outage = new Outage();
  private final FailingValidations validations = new FailingValidations();
  private final RenewalInfoFaults renewalInfo = new RenewalInfoFaults();
  private final Holds holds = new Holds();
  private final Script script = new Script();
  private final OrderLimits limits;
  private final HttpsListener listener;
  private final int usualPolls;
  private volatile int processingPolls;

  Troubles(Clock clock, HttpsListener listener, int processingPolls) {
    this.limits = new OrderLimits(clock);
    this.listener = listener;
    this.usualPolls = processingPolls;
    this.processingPolls = processingPolls;
  }

  Outage outage() {
    return outage;
  }

  OrderLimits limits() {
    return limits;
  }

  FailingValidations validations() {
    return validations;
  }

  RenewalInfoFaults renewalInfo() {
    return renewalInfo;
  }

  Holds holds() {
    return holds;
  }

  Script script() {
    return script;
  }

  int processingPolls() {
    return processingPolls;
  }

  /** Answers everything with 503, and does not say until when. */
  public void beUnavailable() {
    outage.unavailable();
  }

  /**
   * Answers everything with 503.
   *
   * @param retryAfter what each answer says
   */
  public void beUnavailable(Duration retryAfter) {
    outage.unavailable(retryAfter);
  }

  /** Answers everything with 500. */
  public void breakDown() {
    outage.internalErrors();
  }

  /** Answers as usual again. */
  public void endOutage() {
    outage.end();
  }

  /**
   * Refuses connections, or takes them again.
   *
   * @param refused whether they are refused
   * @throws IOException if the port cannot be had back
   */
  public void refuseConnections(boolean refused) throws IOException {
    if (refused) {
      listener.refuse();
    } else {
      listener.listen();
    }
  }

  /**
   * Too many new orders.
   *
   * @param duration until when, from now on
   */
  public void limitNewOrders(Duration duration) {
    limits.limit(RateLimit.NEW_ORDERS, duration);
  }

  /**
   * Too many certificates for the same identifiers.
   *
   * @param duration until when, from now on
   */
  public void limitDuplicates(Duration duration) {
    limits.limit(RateLimit.DUPLICATES, duration);
  }

  /**
   * Too many failed authorizations.
   *
   * @param duration until when, from now on
   */
  public void limitFailedAuthorizations(Duration duration) {
    limits.limit(RateLimit.FAILED_AUTHORIZATIONS, duration);
  }

  /** Takes orders again. */
  public void liftLimits() {
    limits.liftLimits();
  }

  /**
   * Takes no orders for some names, since it is forbidden.
   *
   * @param names as they are in orders, without wildcard
   */
  public void forbid(Collection<String> names) {
    limits.forbid(names);
  }

  /** Forbids no name any more. */
  public void permit() {
    limits.permit();
  }

  /**
   * Takes no orders for some names.
   *
   * @param names as they are in orders
   */
  public void pause(Collection<String> names) {
    limits.pause(names);
  }

  /** Takes orders for all names again. */
  public void unpause() {
    limits.unpause();
  }

  /**
   * Fails all validations of a name.
   *
   * @param name as it is in authorizations
   * @param type the end of the problem's type
   * @param detail the problem's detail
   * @throws IllegalArgumentException if it does not know the type
   */
  public void failValidation(String name, String type, String detail) {
    validations.fail(name, ProblemKind.named(type), detail);
  }

  /**
   * Validates a name as usual again.
   *
   * @param name the same name
   */
  public void passValidation(String name) {
    validations.pass(name);
  }

  /**
   * How long issuance seems to take.
   *
   * @param polls how many polls see an order being processed that is finalized from now on
   */
  public void processingPolls(int polls) {
    processingPolls = polls;
  }

  /**
   * Answers with 500 when it is asked when to renew.
   *
   * @param answers how often
   */
  public void failRenewalInfo(int answers) {
    renewalInfo.fail(answers);
  }

  /**
   * Answers with something that is not JSON when it is asked when to renew.
   *
   * @param answers how often
   */
  public void garbleRenewalInfo(int answers) {
    renewalInfo.garble(answers);
  }

  /**
   * Answers with a window that ends before it begins when it is asked when to renew.
   *
   * @param answers how often
   */
  public void invertRenewalInfo(int answers) {
    renewalInfo.invert(answers);
  }

  /**
   * Holds back answers.
   *
   * @param operation to what
   * @param gate where they wait, when the operation was carried out
   */
  public void hold(String operation, Gate gate) {
    holds.add(operation, gate);
  }

  /**
   * Something goes wrong with single requests.
   *
   * @param occurrence with which
   * @param mishap what
   */
  public void script(Occurrence occurrence, Mishap mishap) {
    script.add(occurrence, mishap);
  }

  /**
   * Ends all troubles.
   *
   * @throws IOException if the port cannot be had back
   */
  public void clear() throws IOException {
    outage.end();
    limits.liftLimits();
    limits.unpause();
    limits.permit();
    validations.clear();
    renewalInfo.clear();
    holds.clear();
    script.clear();
    processingPolls = usualPolls;
    listener.listen();
  }
}
