/** Reading clients again, because a webhook came or because they wait for their user. */
package dev.recoup.onboarding.refresh;
