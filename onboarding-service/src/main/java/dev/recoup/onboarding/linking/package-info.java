/** From a request of the platform to a link at Debitura. */
package dev.recoup.onboarding.linking;
