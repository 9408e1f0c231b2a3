/**
 * A real Kafka broker, a real PostgreSQL, the Debitura sandbox and a token issuer on one machine.
 *
 * <p>Plain Java without Quarkus or JUnit, so that tests, the local stack and load programs share it.
 */
package dev.recoup.testing.infra;
