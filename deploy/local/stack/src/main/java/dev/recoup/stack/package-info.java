/** Starts everything on one machine, each part in its own process, and ends it all again. */
package dev.recoup.stack;
