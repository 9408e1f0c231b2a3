/** Who changed what, and why. */
package dev.recoup.messaging.audit;
