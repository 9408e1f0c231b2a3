/**
 * Holds what a client sends and what the sandbox answers against the published documents, by a public validator that
 * neither of them uses.
 */
package dev.recoup.testing.contract;
