/** What a client is to the platform: its state, the table of its transitions, and the snapshots that tell of it. */
package dev.recoup.onboarding.client;
