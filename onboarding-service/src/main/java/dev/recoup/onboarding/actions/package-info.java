/** Pages that the platform must put before its users. */
package dev.recoup.onboarding.actions;
