/**
 * What a test of a service holds in its hands: the composed annotation, the sandbox, a probe on Kafka, tokens and a
 * clock.
 */
package dev.recoup.testing;
