/** The settings of this service. */
package dev.recoup.onboarding.config;
