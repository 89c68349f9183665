package dev.acmesdk.testing.ca;

/**
 * Looks whether a challenge is fulfilled. To add a type, write one of these and name it in
 * Validations.
 */
@FunctionalInterface
interface ChallengeValidator {

  /**
   * Looks once.
   *
   * @throws ChallengeFailure if it is not fulfilled
   */
  void validate(ValidationTask task) throws ChallengeFailure;
}
