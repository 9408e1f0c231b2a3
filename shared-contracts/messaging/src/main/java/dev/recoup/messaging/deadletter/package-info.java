/** The records that this consumer group could not use: kept, shown, replayed, discarded, forgotten. */
package dev.recoup.messaging.deadletter;
