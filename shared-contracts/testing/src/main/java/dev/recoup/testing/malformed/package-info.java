/** Requests that no well-meaning client sends. */
package dev.recoup.testing.malformed;
