package dev.acmesdk.testing.ca;

/** What is to be found where (RFC 8555 section 8.1). */
record ValidationTask(Identifier identifier, String token, String keyAuthorization) {}
