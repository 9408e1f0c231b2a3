/** What the features of this module share. */
package dev.recoup.messaging;
