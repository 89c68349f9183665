package dev.acmesdk.issuance;

import dev.acmesdk.solver.PendingChallenge;
import java.net.URI;
import java.util.List;

/**
 * Notes what must be known to go on with an order after a crash. It is told before things happen
 * that cannot be found out later, and in the thread that does the work; what it throws ends the
 * issuance, since an order that cannot be noted is better not placed.
 */
public interface OrderJournal {

  /** Notes nothing. */
  OrderJournal NONE =
      new OrderJournal() {
        @Override
        public void placing(URI account) {}

        @Override
        public void placed(URI order) {}

        @Override
        public void presenting(List<PendingChallenge<?>> challenges) {}
      };

  /**
   * An order is about to be placed.
   *
   * @param account the URL of the account that orders
   */
  void placing(URI account);

  /**
   * The CA has taken the order, or an order from before was found. Nothing was done about it yet.
   *
   * @param order its URL
   */
  void placed(URI order);

  /**
   * The first response to a challenge is about to be put in place.
   *
   * @param challenges all to which there will be responses
   */
  void presenting(List<PendingChallenge<?>> challenges);
}
