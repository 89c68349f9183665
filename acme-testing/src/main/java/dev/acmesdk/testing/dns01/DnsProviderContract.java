package dev.acmesdk.testing.dns01;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.dns01.TxtRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.acmesdk.dns01.DnsProvider} promises, with a zone or something that stands
 * in for one.
 */
public abstract class DnsProviderContract extends DnsAdditionContract {
  /** More than one string of DNS, which has at most 255 octets. */
  private static final String LONG = "a".repeat(250) + "b".repeat(300);

  /** Runs for each test. */
  protected DnsProviderContract() {}

  @Test
  void removesItsOwnValueOnly() throws Exception {
    provider().addTxt(record(FIRST));
    provider().addTxt(record(SECOND));
    provider().removeTxt(record(FIRST));
    assertThat(values(name())).containsExactly(SECOND);
    provider().removeTxt(record(SECOND));
    assertThat(values(name())).isEmpty();
  }

  @Test
  void leavesTheValuesOfOthersInPlace() throws Exception {
    open().addTxt(record(SECOND));
    provider().addTxt(record(FIRST));
    provider().removeTxt(record(FIRST));
    assertThat(values(name())).containsExactly(SECOND);
  }

  @Test
  void toRemoveTwiceIsToRemoveOnce() throws Exception {
    provider().addTxt(record(FIRST));
    provider().addTxt(record(SECOND));
    provider().removeTxt(record(FIRST));
    provider().removeTxt(record(FIRST));
    assertThat(values(name())).containsExactly(SECOND);
  }

  @Test
  void whatIsNotThereCanBeRemoved() throws Exception {
    provider().removeTxt(record(FIRST));
    assertThat(values(name())).isEmpty();
  }

  @Test
  void anotherInstanceCanRemove() throws Exception {
    provider().addTxt(record(FIRST));
    provider().addTxt(record(SECOND));
    open().removeTxt(record(FIRST));
    assertThat(values(name())).containsExactly(SECOND);
  }

  @Test
  void theTtlDoesNotMatterToRemove() throws Exception {
    provider().addTxt(new TxtRecord(name(), FIRST, Duration.ofMinutes(2)));
    provider().removeTxt(new TxtRecord(name(), FIRST, Duration.ofSeconds(30)));
    assertThat(values(name())).isEmpty();
  }

  @Test
  void rfc1035Section3_3_14_aValueOfSeveralStringsIsAddedAndRemoved() throws Exception {
    provider().addTxt(record(FIRST));
    provider().addTxt(record(LONG));
    assertThat(values(name())).containsExactlyInAnyOrder(FIRST, LONG);
    provider().removeTxt(record(LONG));
    assertThat(values(name())).containsExactly(FIRST);
  }

  @Test
  void aNameSeveralLabelsBelowTheZoneIsLeftAsItWas() throws Exception {
    TxtRecord deep = new TxtRecord(deepName(), FIRST, TxtRecord.DEFAULT_TTL);
    provider().addTxt(deep);
    provider().removeTxt(deep);
    assertThat(values(deepName())).isEmpty();
  }

  @Test
  void valuesThatAreRemovedAtTheSameTimeAreAllRemoved() throws Exception {
    provider().addTxt(record(FIRST));
    provider().addTxt(record(SECOND));
    atTheSameTime(
        () -> provider().removeTxt(record(FIRST)), () -> open().removeTxt(record(SECOND)));
    assertThat(values(name())).isEmpty();
  }
}
