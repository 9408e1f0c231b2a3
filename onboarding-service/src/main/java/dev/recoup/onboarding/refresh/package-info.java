/** Reading clients again, because a webhook came or may have been missed, or because they wait for their user. */
package dev.recoup.onboarding.refresh;
