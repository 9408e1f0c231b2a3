/** Who calls, and whose things they may see. */
package dev.recoup.messaging.caller;
