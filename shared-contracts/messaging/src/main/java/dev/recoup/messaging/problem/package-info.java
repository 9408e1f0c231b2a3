/** The one form of error answers. */
package dev.recoup.messaging.problem;
